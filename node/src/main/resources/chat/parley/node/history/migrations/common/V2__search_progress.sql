-- How far the index of texts is: everything of the room up to this place has been looked at.
CREATE TABLE search_progress (
    number ${key},
    seq BIGINT NOT NULL
);
