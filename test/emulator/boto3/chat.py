"""A whole chat: a customer and a bot connect, talk, type, read, look into the transcript, and the customer leaves."""

import json
from datetime import datetime, timezone

from clients import client_of, given, tell
from frames import EVENT, subscribed

connect = client_of("connect")
participant = client_of("connectparticipant")
instance = {"InstanceId": given["instanceId"]}


def connection_of(participant_token):
    answer = participant.create_participant_connection(
        ParticipantToken=participant_token, Type=["WEBSOCKET", "CONNECTION_CREDENTIALS"]
    )
    return answer["ConnectionCredentials"]["ConnectionToken"], answer["Websocket"]["Url"]


def say(token, content):
    return participant.send_message(ConnectionToken=token, ContentType="text/plain", Content=content)["Id"]


def signal(token, event, **content):
    body = {"Content": json.dumps(content)} if content else {}
    participant.send_event(ConnectionToken=token, ContentType=EVENT + event, **body)


def transcript_of(token, **request):
    """Every page, following NextToken."""
    pages = []
    while True:
        answer = participant.get_transcript(ConnectionToken=token, **request)
        pages.append(answer["Transcript"])
        if "NextToken" not in answer:
            return pages
        request["NextToken"] = answer["NextToken"]


def bot_of(contact):
    answer = connect.create_participant(
        **instance,
        ContactId=contact,
        ParticipantDetails={"ParticipantRole": "CUSTOM_BOT", "DisplayName": "Marvin"},
    )
    return answer["ParticipantCredentials"]["ParticipantToken"]


began = datetime.now(timezone.utc)
started = connect.start_chat_contact(
    **instance,
    ContactFlowId=given["flowId"],
    ParticipantDetails={"DisplayName": "Ada"},
    Attributes={"plan": "gold"},
    ClientToken="one chat",
)
contact = started["ContactId"]
assert started["ResponseMetadata"]["HTTPStatusCode"] == 200
assert connect.get_contact_attributes(**instance, InitialContactId=contact)["Attributes"] == {"plan": "gold"}

token, url = connection_of(started["ParticipantToken"])
with subscribed(url) as customer:
    assert customer.event("participant.joined")["DisplayName"] == "Ada"
    greeting = customer.message()
    assert (greeting["Content"], greeting["ParticipantRole"]) == ("Hello", "SYSTEM"), greeting
    assert customer.ask("aws/ping")["statusCode"] == 200

    bot_token, bot_url = connection_of(bot_of(contact))
    with subscribed(bot_url) as bot:
        assert customer.event("participant.joined")["DisplayName"] == "Marvin"

        question = say(token, "Hast du Öffnungszeiten? 🕗")
        own, heard = customer.message(), bot.message()
        assert own == heard, (own, heard)
        assert (own["Id"], own["Content"]) == (question, "Hast du Öffnungszeiten? 🕗"), own
        assert own["ParticipantId"] == started["ParticipantId"], own

        signal(bot_token, "typing")
        assert customer.event("typing")["ParticipantRole"] == "CUSTOM_BOT"

        for event, time in [("message.delivered", "DeliveredTimestamp"), ("message.read", "ReadTimestamp")]:
            signal(bot_token, event, messageId=question)
            metadata = customer.receipt()["MessageMetadata"]
            assert metadata["MessageId"] == question, metadata
            assert time in metadata["Receipts"][0], metadata

        answer = say(bot_token, "Von neun bis fünf.")
        assert customer.message()["Id"] == answer

        whole = [item for page in transcript_of(token, SortOrder="ASCENDING") for item in page]
        kinds = [item.get("Content") or item["ContentType"].replace(EVENT, "") for item in whole]
        assert kinds == [
            "participant.joined",
            "Hello",
            "participant.joined",
            "Hast du Öffnungszeiten? 🕗",
            "Von neun bis fünf.",
        ], kinds
        backward = transcript_of(token, MaxResults=2)
        assert [len(page) for page in backward] == [2, 2, 1], backward
        assert [item["Id"] for page in backward for item in page] == [item["Id"] for item in reversed(whole)]
        forward = transcript_of(token, StartPosition={"Id": question}, ScanDirection="FORWARD", SortOrder="ASCENDING")
        assert [item["Id"] for page in forward for item in page] == [question, answer], forward

        participant.disconnect_participant(ConnectionToken=bot_token)
        assert customer.event("participant.left")["DisplayName"] == "Marvin"

    participant.disconnect_participant(ConnectionToken=token)
    end = customer.event("chat.ended")
    assert end["InitialContactId"] == contact, end

try:
    say(token, "Are you there?")
    raise AssertionError("An ended chat took a message.")
except participant.exceptions.AccessDeniedException as refused:
    assert refused.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert refused.response["Error"]["Message"] == "Access denied", refused

described = connect.describe_contact(**instance, ContactId=contact)["Contact"]
assert described["DisconnectReason"] == "CUSTOMER_DISCONNECT", described
assert began.replace(microsecond=0) <= described["InitiationTimestamp"] <= described["DisconnectTimestamp"], described

tell({"contact": contact, "messages": [item["Content"] for item in whole if item["Type"] == "MESSAGE"]})
