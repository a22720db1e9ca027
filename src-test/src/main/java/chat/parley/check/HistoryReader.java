package chat.parley.check;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.LineMatch;
import chat.parley.wire.Line;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Somebody who comes when everything is over and reads what was said, as any client can (IRCv3 draft/chathistory): pages, from the newest back. */
final class HistoryReader implements AutoCloseable {
    private static final String CAPABILITIES = IrcProbe.USUAL_CAPABILITIES + " draft/chathistory";
    private static final int PAGE = 200;

    private final IrcProbe probe;

    HistoryReader(InetSocketAddress node, String nick) {
        this.probe = IrcProbe.open(node, nick).register(CAPABILITIES);
    }

    /** All messages of a room, in their order. */
    List<Event.KeptMessage> read(String room) {
        probe.join(room);
        List<Event.KeptMessage> all = new ArrayList<>();
        List<Event.KeptMessage> page = page("LATEST", room, "*");
        while (!page.isEmpty()) {
            all.addAll(0, page);
            page = page("BEFORE", room, "msgid=" + page.get(0).msgid());
        }
        probe.part(room);
        return all;
    }

    private List<Event.KeptMessage> page(String how, String room, String from) {
        probe.send("CHATHISTORY " + how + " " + room + " " + from + " " + PAGE);
        LineMatch end = LineMatch.command("BATCH")
                .and("-", line -> String.valueOf(line.param(0)).startsWith("-"));
        return probe.until(end.or(LineMatch.command("FAIL"))).stream()
                .filter(line -> line.command().equals("PRIVMSG") && line.tags().get("batch") != null)
                .map(HistoryReader::kept)
                .toList();
    }

    private static Event.KeptMessage kept(Line line) {
        return new Event.KeptMessage(
                String.valueOf(LineMatch.nickOf(line)),
                String.valueOf(line.param(1)),
                line.tags().get("msgid"));
    }

    @Override
    public void close() {
        probe.close();
    }
}
