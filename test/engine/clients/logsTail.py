"""Tails a log group as the AWS CLI's `logs tail --follow` does, until a line says END; prints what botocore validated.

`logs tail` is in version 2 of the CLI only; this is its way of asking, with boto3: FilterLogEvents over all pages, then
again from the last time seen, events told apart by their ids.
"""

import sys
import time

import boto3

group = sys.argv[1]
client = boto3.client("logs")
arguments = {"logGroupName": group, "interleaved": True, "startTime": int(time.time() * 1000) - 600_000}
seen = {}
while True:
    response = client.filter_log_events(**arguments)
    for event in response["events"]:
        times = seen.setdefault(event["timestamp"], set())
        if event["eventId"] in times:
            continue
        times.add(event["eventId"])
        if event["message"] == "END":
            sys.exit(0)
        print(event["logStreamName"], event["message"], flush=True)
    if "nextToken" in response:
        arguments["nextToken"] = response["nextToken"]
    else:
        arguments.pop("nextToken", None)
        if seen:
            last = max(seen)
            seen = {last: seen[last]}
            arguments["startTime"] = last
        time.sleep(0.2)
