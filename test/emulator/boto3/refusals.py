"""Refusals that a client brings upon itself, each caught as boto3's own class."""

from botocore.exceptions import ParamValidationError

from clients import client_of, given, tell

connect = client_of("connect")
participant = client_of("connectparticipant")
instance = {"InstanceId": given["instanceId"]}
start = {**instance, "ContactFlowId": given["flowId"], "ParticipantDetails": {"DisplayName": "Ada"}}
caught = []


def refused(client, error, call, **request):
    """Calls in vain, and gives what boto3 caught."""
    try:
        call(**request)
    except getattr(client.exceptions, error) as caught_error:
        caught.append(error)
        return caught_error.response["Error"]["Message"]
    raise AssertionError(f"There was no {error}.")


named = {"ContactFlowId": given["flowId"], "Name": given["otherFlow"]}
refused(connect, "ResourceNotFoundException", connect.start_chat_contact, **{**start, "ContactFlowId": "nowhere"})
refused(connect, "InvalidParameterException", connect.start_chat_contact, **start, CustomerId="c" * 129)
refused(connect, "InvalidRequestException", connect.list_instances, NextToken="nonsense")
refused(connect, "ContactNotFoundException", connect.stop_contact, **instance, ContactId="nobody")
refused(connect, "DuplicateResourceException", connect.update_contact_flow_name, **instance, **named)

try:
    connect.update_contact_flow_content(**instance, ContactFlowId=given["flowId"], Content="{}")
    raise AssertionError("A flow without actions was taken.")
except connect.exceptions.InvalidContactFlowException as error:
    assert error.response["problems"][0]["message"], error.response
    caught.append("InvalidContactFlowException")

try:
    connect.start_chat_contact(**{**start, "InstanceId": ""})
    raise AssertionError("boto3 sent an empty label.")
except ParamValidationError:
    pass

started = connect.start_chat_contact(**start)
refused(connect, "LimitExceededException", connect.start_chat_contact, **start)
stranger = {"ParticipantToken": "nobody's", "Type": ["WEBSOCKET"]}
message = refused(participant, "AccessDeniedException", participant.create_participant_connection, **stranger)
assert "explicit deny" in message, message
connection = participant.create_participant_connection(
    ParticipantToken=started["ParticipantToken"], Type=["CONNECTION_CREDENTIALS"]
)
chat = {"ConnectionToken": connection["ConnectionCredentials"]["ConnectionToken"]}
html = {"ContentType": "text/html", "Content": "<b>Hi</b>"}
long = {"ContentType": "text/plain", "Content": "x" * 16_385}
refused(participant, "ValidationException", participant.send_message, **chat, **html)
refused(participant, "ValidationException", participant.send_message, **chat, **long)
refused(participant, "ValidationException", participant.get_attachment, **chat, AttachmentId="none")
refused(participant, "ResourceNotFoundException", participant.describe_view, **chat, ViewToken="none")

connect.stop_contact(**instance, ContactId=started["ContactId"])
for call, request in [
    (participant.send_message, {"ContentType": "text/plain", "Content": "Hello?"}),
    (participant.send_event, {"ContentType": "application/vnd.amazonaws.connect.event.typing"}),
    (participant.get_transcript, {}),
    (participant.disconnect_participant, {}),
]:
    message = refused(participant, "AccessDeniedException", call, **chat, **request)
    assert message == "Access denied", message

tell(caught)
