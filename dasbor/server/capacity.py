"""How many readers one server process takes, and all that follows from it.

The numbers in ``pasang/`` and the table in docs/skala.md are these: tests/test_pasang.py holds
them together.
"""

SESSIONS = 2_500  # open at once
PER_ADDRESS = 1_200  # of them from one address: a town hall behind one connection
MESSAGE = 256 * 1024  # bytes of one message of a session; a question in SQL has some 20.000
WIDGETS = 500  # that it gives values of: each costs the server some 400 bytes while the tab is open
PAGES = 64  # run at once; the others wait in the order they came
REPLICAS = 2

POOLS = 28 + 32  # threads of Starlette and of asyncio
QUESTIONS = 2 + 32  # of analysts: at work and waiting, a thread each
ENGINE = 64  # threads of the data engine (one per core) and of the server itself
CHILDREN = 4  # limited processes at once: two questions, a register, a template
TASKS_PER_CHILD = 4  # the process, its threads, and the clock that watches it
SPARE = 66  # for the shell in the same unit
TASKS = PAGES + POOLS + QUESTIONS + ENGINE + CHILDREN * TASKS_PER_CHILD + SPARE

FILES_PER_SESSION = 4  # its socket, and three of its script's event loop
OTHER_FILES = 1_264  # store, assets, requests, pipes
FILES = SESSIONS * FILES_PER_SESSION + OTHER_FILES

# At the proxy a reader has one connection from outside and one inside, and asks for files beside.
PROXY_CONNECTIONS = 2 * REPLICAS * SESSIONS + 2_000
PROXY_FILES = 2 * PROXY_CONNECTIONS
PROXY_PER_ADDRESS = PER_ADDRESS + 800
PROXY_RATE = 300  # requests a second of one address, lasting
PROXY_BURST = 8_000  # requests of one address at once: a thousand browsers that come back

SERVER_MB = 900  # with all sessions open
UPLOADS_MB = 100 + 160  # templates and registers that are kept
SPOOL_MB = 320  # those that are on their way, in /tmp
CHILDREN_MB = 1_020  # they are the first to be ended when it is not enough
MEMORY_MB = SERVER_MB + UPLOADS_MB + SPOOL_MB + CHILDREN_MB
