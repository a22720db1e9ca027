-- One row: which store this is. A node that has another one than its cluster does not join.
CREATE TABLE store (
    id TEXT NOT NULL
);
INSERT INTO store (id) VALUES (${uuid});

-- The rooms of which something is kept. Whoever serves a room raised its epoch, and adds to it only while the epoch is still its own.
CREATE TABLE room (
    number ${serial},
    name TEXT NOT NULL UNIQUE,    -- the entity id
    epoch BIGINT NOT NULL,
    node BIGINT NOT NULL,         -- the cluster's unique number of the node that serves it, or has served it last
    last_seq BIGINT NOT NULL,     -- 0: nothing has happened yet
    last_time BIGINT NOT NULL,    -- milliseconds since the epoch, as all times here
    empty_since BIGINT NOT NULL   -- 0: somebody is in it
);

-- What a room is after its last event: topic, modes, lists, who has a claim to a role. Beside the room, because it changes seldom.
CREATE TABLE room_state (
    number ${key},
    state TEXT NOT NULL           -- JSON
);

-- What happened, each event once. Its place is in the id, room number << 32 | seq, so that a room's history is a range of ids; its message id
-- is made of the room, the epoch and the seq.
CREATE TABLE message (
    id ${key},
    epoch BIGINT NOT NULL,
    time BIGINT NOT NULL,
    kind SMALLINT NOT NULL,       -- a number for each form of each event; a form that changes gets a new one
    author_node BIGINT,           -- who asked for it; null for what the room did by itself
    author_number BIGINT,
    request BIGINT NOT NULL,      -- the author's number of the request; 0 for none
    sender TEXT,                  -- nick!user@host of who did it
    text TEXT,                    -- what was said, the topic, the reason
    detail TEXT                   -- JSON: what the other columns do not tell; null for nothing
);

-- Rooms that are forgotten, and whose messages are still being removed.
CREATE TABLE forgotten (
    number ${key}
);
