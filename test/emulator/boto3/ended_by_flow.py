"""A chat that its flow ends; the customer hears it on the socket."""

from clients import client_of, given, tell
from frames import subscribed

connect = client_of("connect")
participant = client_of("connectparticipant")

started = connect.start_chat_contact(
    InstanceId=given["instanceId"],
    ContactFlowId=given["flowId"],
    ParticipantDetails={"DisplayName": "Ada"},
)
connection = participant.create_participant_connection(ParticipantToken=started["ParticipantToken"], Type=["WEBSOCKET"])
with subscribed(connection["Websocket"]["Url"]) as customer:
    assert customer.message()["Content"] == "We are closed."
    assert customer.event("chat.ended")["ContactId"] == started["ContactId"]

try:
    participant.create_participant_connection(ParticipantToken=started["ParticipantToken"], Type=["WEBSOCKET"])
    raise AssertionError("An ended chat took a connection.")
except participant.exceptions.AccessDeniedException:
    pass

tell({"contact": started["ContactId"]})
