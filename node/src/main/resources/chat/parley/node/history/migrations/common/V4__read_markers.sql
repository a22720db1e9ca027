-- How far somebody of this name has read a room.
CREATE TABLE read_marker (
    nick TEXT NOT NULL,           -- in lower case
    room TEXT NOT NULL,           -- the entity id
    time BIGINT NOT NULL,         -- of the last message that they have read
    changed BIGINT NOT NULL,      -- when that was told
    PRIMARY KEY (nick, room)
);
CREATE INDEX read_marker_changed ON read_marker (changed);
