package chat.parley.node.cluster;

import chat.parley.node.room.RoomKey;
import chat.parley.wire.Mask;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Makes examples of any message out of its type alone, so that a new one is tested as soon as it is there: a sealed interface gives all its kinds, an
 * enum all its values, what may be null is null once, and a list is empty once.
 */
final class Samples {
    private final Map<Class<?>, List<?>> known = new HashMap<>();
    private final Set<Class<?>> making = new HashSet<>();

    Samples(ActorRef<?> someone) {
        known.put(ActorRef.class, List.of(someone));
        known.put(int.class, List.of(7, 0));
        known.put(long.class, List.of(Long.MIN_VALUE, 7L));
        known.put(char.class, List.of('n', 'b'));
        known.put(boolean.class, List.of(true, false));
        known.put(String.class, List.of("Grüße, \uD83D\uDC4B \"all\"", ""));
        known.put(Nick.class, List.of(Nick.of("Ann[a]")));
        known.put(RoomName.class, List.of(RoomName.of("#Café")));
        known.put(Mask.class, List.of(Mask.of("*!ann@*.example.org")));
        known.put(Tags.class, List.of(Tags.NONE, Tags.NONE.with("+typing", "a;b c\\")));
        known.put(RoomKey.class, List.of(RoomKey.parse("#lobby"), RoomKey.parse("@1.2,8000000000000000.3")));
    }

    /** At least one example. */
    List<?> of(Type type) {
        return type instanceof ParameterizedType generic
                ? ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments())
                : ofClass((Class<?>) type);
    }

    private List<?> ofGeneric(Class<?> raw, Type[] arguments) {
        if (raw == List.class) {
            return List.of(List.copyOf(of(arguments[0])), List.of());
        }
        if (raw == Map.class) {
            return List.of(Map.of(of(arguments[0]).get(0), of(arguments[1]).get(0)), Map.of());
        }
        return ofClass(raw);
    }

    private List<?> ofClass(Class<?> type) {
        var samples = known.get(type);
        if (samples != null) {
            return samples;
        }
        if (type.isEnum()) {
            return Arrays.asList(type.getEnumConstants());
        }
        if (type.isSealed()) {
            return Arrays.stream(type.getPermittedSubclasses())
                    .flatMap(kind -> of(kind).stream())
                    .toList();
        }
        if (type.isRecord()) {
            // A list of its own kind is left empty.
            if (!making.add(type)) {
                return List.of();
            }
            var made = ofRecord(type);
            making.remove(type);
            return made;
        }
        throw new IllegalArgumentException("Samples has no example of " + type + ": add one");
    }

    /** As many as the part with the most examples has; the others take turns. */
    private List<?> ofRecord(Class<?> type) {
        var parts = Arrays.stream(type.getRecordComponents()).map(this::ofPart).toList();
        var count = parts.stream().mapToInt(List::size).max().orElse(1);
        var samples = new ArrayList<Object>();
        for (var i = 0; i < count; i++) {
            var turn = i;
            samples.add(construct(
                    type,
                    parts.stream().map(part -> part.get(turn % part.size())).toArray()));
        }
        return samples;
    }

    private List<@Nullable Object> ofPart(RecordComponent part) {
        var samples = new ArrayList<@Nullable Object>(of(part.getGenericType()));
        AnnotatedElement annotations = part.getAnnotatedType();
        if (annotations.isAnnotationPresent(Nullable.class)) {
            samples.add(null);
        }
        return samples;
    }

    private static Object construct(Class<?> type, @Nullable Object[] parts) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make an example of " + type, e);
        }
    }
}
