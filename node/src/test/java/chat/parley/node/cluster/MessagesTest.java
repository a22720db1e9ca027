package chat.parley.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.typesafe.config.ConfigFactory;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message that may cross the network arrives as it was sent. They are found by what they implement: none can be forgotten. */
class MessagesTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ConfigFactory.parseString("pekko.actor.allow-java-serialization = off")
                    .withFallback(ConfigFactory.load()));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static Stream<Class<?>> messages() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("chat.parley.node")
                        .stream()
                        .filter(type -> type.isAssignableTo(CborSerializable.class) && !type.isInterface())
                        .sorted(Comparator.comparing(JavaClass::getName))
                        .map(JavaClass::reflect);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aMessageArrivesAsItWasSent(Class<?> type) {
        var serialization = KIT.serializationTestKit();
        var someone = KIT.createTestProbe().ref();

        assertThat(new Samples(someone).of(type))
                .allSatisfy(message -> serialization.verifySerialization(message, true));
    }

    @Test
    void javaSerializationIsOff() throws NotSerializableException {
        var system = KIT.system().classicSystem();

        assertThat(SerializationExtension.get(system)
                        .serializerFor(ArrayList.class)
                        .getClass()
                        .getSimpleName())
                .isEqualTo("DisabledJavaSerializer");
    }
}
