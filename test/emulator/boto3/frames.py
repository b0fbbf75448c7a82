"""A WebSocket of a chat, by websocket-client."""

import json
from contextlib import contextmanager

from websocket import create_connection

EVENT = "application/vnd.amazonaws.connect.event."


class Frames:
    def __init__(self, socket):
        self.socket = socket

    def ask(self, topic, **members):
        """Sends a frame and gives its answer, which has the same topic."""
        self.socket.send(json.dumps({"topic": topic, **members}))
        return self.next(topic)

    def next(self, topic):
        while True:
            frame = json.loads(self.socket.recv())
            if frame.get("topic") == topic:
                return frame

    def item(self, holds=lambda item: True):
        """The next item of the chat that is meant; those before it are passed over."""
        while True:
            frame = self.next("aws/chat")
            assert frame["contentType"] == "application/json", frame["contentType"]
            item = json.loads(frame["content"])
            if holds(item):
                return item

    def message(self):
        return self.item(lambda item: item["Type"] == "MESSAGE")

    def event(self, name):
        return self.item(lambda item: item["ContentType"] == EVENT + name)

    def receipt(self):
        return self.item(lambda item: item["Type"] == "MESSAGEMETADATA")


@contextmanager
def subscribed(url):
    socket = create_connection(url, timeout=10)
    try:
        frames = Frames(socket)
        answer = frames.ask("aws/subscribe", content={"topics": ["aws/chat"]})
        assert answer["content"] == {"status": "success", "topics": ["aws/chat"]}, answer
        yield frames
    finally:
        socket.close()
