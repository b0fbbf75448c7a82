"""A file goes into a chat and comes out of it; the URLs are used by urllib, which knows nothing of AWS."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from clients import client_of, given, tell
from frames import subscribed

connect = client_of("connect")
participant = client_of("connectparticipant")
file = Path(given["file"])
content = file.read_bytes()

started = connect.start_chat_contact(
    InstanceId=given["instanceId"],
    ContactFlowId=given["flowId"],
    ParticipantDetails={"DisplayName": "Ada"},
)
connection = participant.create_participant_connection(
    ParticipantToken=started["ParticipantToken"], Type=["WEBSOCKET", "CONNECTION_CREDENTIALS"]
)
chat = {"ConnectionToken": connection["ConnectionCredentials"]["ConnectionToken"]}


def announce(size):
    return participant.start_attachment_upload(
        **chat, AttachmentName=file.name, AttachmentSizeInBytes=size, ContentType="text/plain"
    )


def put(announced, body):
    upload = announced["UploadMetadata"]
    request = Request(upload["Url"], data=body, headers=upload["HeadersToInclude"], method="PUT")
    with urlopen(request) as answer:
        return answer.status


with subscribed(connection["Websocket"]["Url"]) as customer:
    announced = announce(len(content))
    try:
        put(announced, content + b"!")
        raise AssertionError("More bytes were taken than announced.")
    except HTTPError as refused:
        with refused:
            assert refused.code == 400, refused.code
            assert b"<Code>EntityTooLarge</Code>" in refused.read()
    try:
        participant.complete_attachment_upload(**chat, AttachmentIds=[announced["AttachmentId"]])
        raise AssertionError("An upload without bytes was complete.")
    except participant.exceptions.ValidationException:
        pass
    assert put(announced, content) == 200
    participant.complete_attachment_upload(**chat, AttachmentIds=[announced["AttachmentId"]])

    for status in ["IN_PROGRESS", "APPROVED"]:
        [attachment] = customer.item(lambda item: item["Type"] == "ATTACHMENT")["Attachments"]
        assert attachment == {
            "AttachmentId": announced["AttachmentId"],
            "AttachmentName": file.name,
            "ContentType": "text/plain",
            "Status": status,
        }, attachment

try:
    participant.complete_attachment_upload(**chat, AttachmentIds=[announced["AttachmentId"]])
    raise AssertionError("An upload was completed twice.")
except participant.exceptions.ConflictException:
    pass

got = participant.get_attachment(**chat, AttachmentId=announced["AttachmentId"], UrlExpiryInSeconds=5)
assert got["AttachmentSizeInBytes"] == len(content), got["AttachmentSizeInBytes"]
with urlopen(got["Url"]) as download:
    assert download.headers["content-type"] == "text/plain"
    assert download.read() == content, "The bytes are not the same."

try:
    announce(10**9)
    raise AssertionError("A file was taken that is too large.")
except participant.exceptions.ValidationException:
    pass

tell({"bytes": len(content)})
