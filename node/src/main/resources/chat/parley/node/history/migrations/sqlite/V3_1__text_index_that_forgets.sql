-- What is taken out of the index is gone from the file, and not only hidden until parts of the index are merged. It is filled again from the messages.
DROP TABLE message_text;
CREATE VIRTUAL TABLE message_text USING fts5(text, content='', tokenize='unicode61');
INSERT INTO message_text (message_text, rank) VALUES ('secure-delete', 1);
DELETE FROM search_progress;
