package chat.parley.node.config;

import java.util.List;

/** The configuration cannot be used: everything that is wrong with it, a line each. */
public final class ConfigFaults extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    public ConfigFaults(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** Each with the path, where it was written, and what would be right. */
    public List<String> faults() {
        return faults;
    }
}
