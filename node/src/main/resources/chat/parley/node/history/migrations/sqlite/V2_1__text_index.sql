-- The words of messages, by their ids; the texts themselves are in the table of messages alone.
CREATE VIRTUAL TABLE message_text USING fts5(text, content='', contentless_delete=1, tokenize='unicode61');
