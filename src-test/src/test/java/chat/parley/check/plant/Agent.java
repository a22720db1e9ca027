package chat.parley.check.plant;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/** The Java agent that changes a node's methods as they are loaded. A method that is not there any more ends the node, and so fails the test. */
public final class Agent {
    private static final String ROOM = "chat.parley.node.room.";
    private static final String HISTORY = "chat.parley.node.history.";
    private static final String USER = "chat.parley.node.user.";

    private Agent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        AgentBuilder builder = new AgentBuilder.Default().with(AgentBuilder.TypeStrategy.Default.REDEFINE);
        builder = change(builder, ROOM + "ChatRoom", "onAsk", LoseAsk.class);
        builder = change(builder, USER + "RoomLink", "resend", Retrying.class);
        builder = change(builder, USER + "RoomLink", "tell", SkipRetry.class);
        builder = change(builder, ROOM + "RoomReplica", "onPublish", LoseEvents.class);
        builder = change(builder, ROOM + "ChatRoom", "repeatPosition", SkipRepeat.class);
        builder = change(builder, ROOM + "Replicas", "onReport", LoseQuestion.class);
        builder = change(builder, ROOM + "RoomRecovery", "isAnyMissing", MissNobody.class);
        builder = change(builder, ROOM + "RequestTable", "restore", RestoreNothing.class);
        builder = change(builder, ROOM + "Rebuild", "remember", RestoreNothing.class);
        builder = change(builder, HISTORY + "LogWriter", "write", WriteLate.class);
        builder = change(builder, HISTORY + "SqlLog", "append", AppendAtOnce.class);
        builder = change(builder, HISTORY + "Session", "fence", LetAllPass.class);
        builder.installOn(instrumentation);
    }

    private static AgentBuilder change(AgentBuilder builder, String type, String method, Class<?> advice) {
        return builder.type(named(type)).transform((change, description, loader, module, domain) -> {
            if (description.getDeclaredMethods().filter(named(method)).isEmpty()) {
                System.err.println(type + " has no method " + method + " any more: change the plant");
                Runtime.getRuntime().halt(1);
            }
            return change.visit(Advice.to(advice).on(named(method)));
        });
    }

    static final class LoseAsk {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Object message) {
            return Switches.losesAsk(message);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter boolean lost,
                @Advice.This Object self,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object next) {
            if (lost) {
                next = self;
            }
        }
    }

    static final class LoseEvents {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Object message) {
            return Switches.losesEvents(message);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter boolean lost,
                @Advice.This Object self,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object next) {
            if (lost) {
                next = self;
            }
        }
    }

    static final class LoseQuestion {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Object message) {
            return Switches.losesQuestion(message);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter boolean lost,
                @Advice.This Object self,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object next) {
            if (lost) {
                next = self;
            }
        }
    }

    static final class Retrying {
        @Advice.OnMethodEnter
        static void enter() {
            Switches.RETRYING.set(true);
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit() {
            Switches.RETRYING.set(false);
        }
    }

    /** The link believes that it has sent it. */
    static final class SkipRetry {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return Switches.RETRYING.get() && Switches.isOn(Plant.NO_RETRY);
        }
    }

    static final class SkipRepeat {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return Switches.isOn(Plant.NO_REPEAT);
        }
    }

    static final class MissNobody {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return Switches.isOn(Plant.SILENCE_IS_NOBODY);
        }
    }

    static final class RestoreNothing {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return Switches.isOn(Plant.NO_REQUESTS_RESTORED);
        }
    }

    static final class WriteLate {
        @Advice.OnMethodEnter
        static void enter() throws InterruptedException {
            if (Switches.isOn(Plant.STORE_IS_SLOW)) {
                Thread.sleep(Switches.LATE_MILLIS);
            }
        }
    }

    static final class AppendAtOnce {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object kept) {
            if (Switches.isOn(Plant.KEPT_BEFORE_COMMIT)) {
                kept = CompletableFuture.completedFuture(null);
            }
        }
    }

    static final class LetAllPass {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) List<?> appends,
                @Advice.FieldValue("connection") Connection connection,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) List<?> passed)
                throws SQLException {
            if (Switches.isOn(Plant.NO_FENCE) && passed.size() < appends.size()) {
                Switches.makeRoom(connection, appends);
                passed = appends;
            }
        }
    }
}
