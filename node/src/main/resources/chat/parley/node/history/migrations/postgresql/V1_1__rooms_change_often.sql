-- Each commit changes a room's row: with space left in its page the new version stays there and touches no index.
ALTER TABLE room SET (fillfactor = 50);
