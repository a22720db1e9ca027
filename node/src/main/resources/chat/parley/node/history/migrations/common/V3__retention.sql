-- What is kept of one room, where that is not what is kept of all.
CREATE TABLE retention (
    name TEXT NOT NULL PRIMARY KEY,    -- the entity id
    age BIGINT NOT NULL,               -- milliseconds; 0: as all
    lines BIGINT NOT NULL              -- events; 0: as all
);
