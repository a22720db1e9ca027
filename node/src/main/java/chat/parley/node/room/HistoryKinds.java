package chat.parley.node.room;

/** Which of a room's events a reader of its history is shown. */
public enum HistoryKinds {
    /** What was said in words: messages and notices. */
    MESSAGES {
        @Override
        public boolean includes(RoomEvent event) {
            return event instanceof RoomEvent.Said said && said.kind() != SayKind.TAGS_ONLY;
        }
    },

    /** Everything that members saw happen in its place: also messages of tags alone, JOIN, PART, KICK, TOPIC, MODE and REDACT. */
    SEEN {
        @Override
        public boolean includes(RoomEvent event) {
            return event instanceof RoomEvent.Said
                    || event instanceof RoomEvent.Joined
                    || event instanceof RoomEvent.Parted
                    || event instanceof RoomEvent.Kicked
                    || event instanceof RoomEvent.TopicChanged
                    || event instanceof RoomEvent.ModesChanged
                    || event instanceof RoomEvent.Redacted;
        }
    };

    public abstract boolean includes(RoomEvent event);
}
