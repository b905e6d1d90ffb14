"""How many readers one server process takes, and all that follows from it.

The numbers of ``pasang/`` and the table in docs/skala.md are these: a test holds them together.
"""

SESSIONS = 2_500  # open at once
PER_ADDRESS = 1_200  # of them from one address: a town hall behind one connection
FILES_PER_SESSION = 4  # its socket, and three of its script's event loop
PAGES = 64  # run at once; the others wait in the order they came
REPLICAS = 2

# Threads: pages, Starlette's pool, asyncio's own, questions of analysts with their clocks, rest.
THREADS = PAGES + 40 + 32 + 2 * 40 + 24
# Processes beside: two questions, a register, a template, each with few threads, and their start.
CHILDREN = 4
TASKS = THREADS + CHILDREN * 8 + 40  # room for the shell beside it
FILES = SESSIONS * FILES_PER_SESSION + CHILDREN * 4 + 1_000  # rest: store, static files, HTTP

# At the proxy a reader has one connection from outside and one inside, and asks for some files.
HTTP_PER_READER = 6
PROXY_CONNECTIONS = 2 * REPLICAS * SESSIONS + 2_000
PROXY_FILES = 2 * PROXY_CONNECTIONS
PROXY_PER_ADDRESS = PER_ADDRESS + 800

MEMORY = {  # megabytes
    "server": 900,  # with SESSIONS open
    "unggahan": 260,  # template and register pools
    "proses": 900,  # two questions, or a register and a question; they come and go
}
