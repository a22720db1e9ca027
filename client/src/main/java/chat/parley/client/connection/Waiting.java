package chat.parley.client.connection;

/** The time between two rounds of a search, so that a test need not wait for it. */
interface Waiting {
    Waiting REAL = new Waiting() {
        @Override
        public long nowMillis() {
            return System.nanoTime() / 1_000_000;
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    };

    /** By a clock that only goes forward; its zero means nothing. */
    long nowMillis();

    void sleep(long millis) throws InterruptedException;
}
