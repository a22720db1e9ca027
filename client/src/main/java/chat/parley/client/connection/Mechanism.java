package chat.parley.client.connection;

import java.nio.charset.StandardCharsets;

/** One SASL mechanism's part of an exchange (RFC 4422). Lives for one exchange. */
interface Mechanism {
    /** What the server said cannot be right. */
    final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String reason) {
            super(reason);
        }
    }

    /** As the server lists it. */
    String name();

    /** Whether a listener can read the password out of it. */
    boolean isInClear();

    /** The answer to a challenge, which is empty at first.
     *
     * @throws Fault when the exchange must end */
    byte[] answer(byte[] challenge) throws Fault;

    /** The certificate tells who one is (RFC 4422 appendix A). */
    record External(String account) implements Mechanism {
        @Override
        public String name() {
            return "EXTERNAL";
        }

        @Override
        public boolean isInClear() {
            return false;
        }

        @Override
        public byte[] answer(byte[] challenge) {
            return account.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The password as it is (RFC 4616). */
    record Plain(String account, Secret password) implements Mechanism {
        @Override
        public String name() {
            return "PLAIN";
        }

        @Override
        public boolean isInClear() {
            return true;
        }

        @Override
        public byte[] answer(byte[] challenge) {
            return (account + "\0" + account + "\0" + password.text()).getBytes(StandardCharsets.UTF_8);
        }
    }
}
