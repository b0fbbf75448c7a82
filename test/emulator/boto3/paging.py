"""Every paginator that boto3 has for the emulator's operations, with pages of one, beside one page of all."""

from datetime import datetime, timedelta, timezone

import botocore.session
from botocore import xform_name

from clients import client_of, given, tell

connect = client_of("connect")
instance = {"InstanceId": given["instanceId"]}
now = datetime.now(timezone.utc)
whenever = {
    "Type": "INITIATION_TIMESTAMP",
    "StartTime": now - timedelta(hours=1),
    "EndTime": now + timedelta(hours=1),
}
requests = {"ListInstances": {}, "SearchContacts": {**instance, "TimeRange": whenever}}

for name in ["Ada", "Grace", "Mary"]:
    connect.start_chat_contact(
        **instance, ContactFlowId=given["flowId"], ParticipantDetails={"DisplayName": name}
    )

paginators = botocore.session.get_session().get_paginator_model("connect")
seen = {}
for operation in given["operations"]:
    if operation not in paginators._paginator_config:
        continue
    method = xform_name(operation)
    result_key = paginators.get_paginator(operation)["result_key"]
    request = requests.get(operation, instance)
    paginator = connect.get_paginator(method)
    pages = list(paginator.paginate(**request, PaginationConfig={"PageSize": 1}))
    assert all(len(page[result_key]) == 1 for page in pages), operation
    one_by_one = [page[result_key][0]["Arn"] for page in pages]
    at_once = [entry["Arn"] for entry in getattr(connect, method)(**request)[result_key]]
    assert one_by_one == at_once, (operation, one_by_one, at_once)

    first = paginator.paginate(**request, PaginationConfig={"PageSize": 1, "MaxItems": 1}).build_full_result()
    assert [entry["Arn"] for entry in first[result_key]] == at_once[:1], operation
    if len(at_once) > 1:
        rest = paginator.paginate(**request, PaginationConfig={"StartingToken": first["NextToken"]})
        assert [entry["Arn"] for entry in rest.build_full_result()[result_key]] == at_once[1:], operation
    seen[operation] = len(at_once)

tell(seen)
