"""How often a program waits for its database: a line between the two that counts the turns of speech."""

import selectors
import socket
from threading import Thread


class Line:
    """Passes on whatever comes, and counts each time that the client speaks after the server has."""

    def __init__(self, host: str, port: int) -> None:
        self.turns, self.server = 0, (host, port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            client, _ = self.listener.accept()
            Thread(target=self._pass_on, args=(client, socket.create_connection(self.server)), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        others, poll, spoke = {client: server, server: client}, selectors.DefaultSelector(), server
        for each in others:
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            poll.register(each, selectors.EVENT_READ)
        while True:
            for key, _ in poll.select():
                said = key.fileobj.recv(65536)
                if not said:
                    return
                self.turns += key.fileobj is client and spoke is server
                spoke = key.fileobj
                others[spoke].sendall(said)
