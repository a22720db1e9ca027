package chat.parley.check.plant;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.RoomCommand;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** In a node: asked by the changed methods what they are to do. A plant is on while a file of its name is in the folder. */
public final class Switches {
    private static final Path FOLDER = Path.of(System.getProperty("parley.plants", "plants"));
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    /** Whether this thread is in the midst of sending again what had no answer. */
    public static final ThreadLocal<Boolean> RETRYING = ThreadLocal.withInitial(() -> false);

    /** Long enough for a node to die, or fall asleep, with something queued. */
    public static final int LATE_MILLIS = 500;

    private Switches() {}

    public static boolean isOn(Plant plant) {
        return Files.exists(FOLDER.resolve(plant.name()));
    }

    public static boolean losesAsk(Object message) {
        ChatRoom.Ask ask = (ChatRoom.Ask) message;
        return ask.requests().get(0).command() instanceof RoomCommand.Say
                && isOn(Plant.ASKS_GET_LOST)
                && losesFirst(ask.author() + " asks " + ask.requests().get(0).number());
    }

    public static boolean losesEvents(Object publication) {
        return isOn(Plant.EVENTS_GET_LOST) && losesFirst(publication.toString());
    }

    public static boolean losesQuestion(Object report) {
        return isOn(Plant.QUESTIONS_GET_LOST) && SEEN.add(report.toString());
    }

    /** Removes what is in the places of these appends, which are the node's own and not to be named here. */
    public static void makeRoom(Connection connection, List<?> appends) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM message WHERE id = ?")) {
            for (Object append : appends) {
                for (Object event : (List<?>) valueOf(append, "events")) {
                    delete.setLong(1, (long) valueOf(append, "number") << Integer.SIZE | (long) valueOf(event, "seq"));
                    delete.executeUpdate();
                }
            }
        }
    }

    private static Object valueOf(Object row, String name) {
        try {
            Method accessor = row.getClass().getDeclaredMethod(name);
            accessor.setAccessible(true);
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("change the plant: " + e, e);
        }
    }

    private static boolean losesFirst(String what) {
        return what.hashCode() % 4 != 0 && SEEN.add(what);
    }
}
