-- The words of messages, by their ids.
CREATE TABLE message_text (
    id BIGINT PRIMARY KEY,
    words TSVECTOR NOT NULL
);
CREATE INDEX message_text_words ON message_text USING GIN (words);
