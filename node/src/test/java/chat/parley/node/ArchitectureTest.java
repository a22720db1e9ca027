package chat.parley.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/** The layers of ARCHITECTURE.md, and what no class may do. */
@AnalyzeClasses(packages = "chat.parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ROOMS_AND_NAMES_KNOW_NO_PROTOCOL = noClasses()
            .that(are(resideInAnyPackage(
                    "chat.parley.node.room..", "chat.parley.node.name..", "chat.parley.node.history..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "chat.parley.node.dialect..", "chat.parley.node.listener..", "chat.parley.node.user.."));

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_KNOW_THE_DIRECTORY = noClasses()
            .that(are(resideInAPackage("chat.parley.node.room..")))
            .should()
            .dependOnClassesThat(resideInAPackage("chat.parley.node.name.."));

    @ArchTest
    static final ArchRule NOBODY_KNOWS_HOW_MESSAGES_ARE_WRITTEN = noClasses()
            .that(are(not(resideInAPackage("chat.parley.node.transfer.."))))
            .should()
            .dependOnClassesThat(resideInAPackage("chat.parley.node.transfer.."));

    @ArchTest
    static final ArchRule DISPATCHERS_ARE_NAMED_IN_CONFIGURATIONS_ONLY = noClasses()
            .that(are(not(resideInAPackage("chat.parley.node.dispatch.."))))
            .should()
            .dependOnClassesThat(resideInAPackage("chat.parley.node.dispatch.."));

    @ArchTest
    static final ArchRule DIALECTS_KNOW_NEITHER_USERS_NOR_SOCKETS = noClasses()
            .that(are(resideInAPackage("chat.parley.node.dialect..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("chat.parley.node.user..", "chat.parley.node.listener.."));

    @ArchTest
    static final ArchRule USERS_DO_NOT_KNOW_LISTENERS = noClasses()
            .that(are(resideInAPackage("chat.parley.node.user..")))
            .should()
            .dependOnClassesThat(resideInAPackage("chat.parley.node.listener.."));

    @ArchTest
    static final ArchRule VALUES_HAVE_NO_ACTORS = noClasses()
            .that(are(resideInAPackage("chat.parley.node.person..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.pekko.actor.."));

    @ArchTest
    static final ArchRule OPERATION_KNOWS_CONFIGURATION_ONLY = noClasses()
            .that(are(resideInAPackage("chat.parley.node.ops..")))
            .should()
            .dependOnClassesThat(are(resideInAPackage("chat.parley.node..")
                    .and(not(resideInAnyPackage("chat.parley.node.ops..", "chat.parley.node.config..")))));

    @ArchTest
    static final ArchRule THE_WIRE_NEEDS_THE_JDK_ONLY = classes()
            .that(are(resideInAPackage("chat.parley.wire..")))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify.annotations..", "chat.parley.wire.."));

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule ACTORS_DO_NOT_WAIT = noClasses()
            .that(are(resideInAnyPackage(
                    "chat.parley.node.room..",
                    "chat.parley.node.name..",
                    "chat.parley.node.user..",
                    "chat.parley.node.listener..",
                    "chat.parley.node.dialect..",
                    "chat.parley.node.history..",
                    "chat.parley.node.transfer..",
                    "chat.parley.node.cluster..")))
            .should()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("scala.concurrent.Await");

    @ArchTest
    static final ArchRule ONLY_PROGRAMS_USE_THE_STANDARD_STREAMS = noClasses()
            .that(are(resideInAPackage("chat.parley.node..").and(not(resideInAPackage("chat.parley.node.ops..")))))
            .and()
            .doNotHaveSimpleName("Main")
            .and()
            .doNotHaveSimpleName("NodeProcess")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule ABSENCE_IS_MARKED_EVERYWHERE = classes()
            .should(new ArchCondition<>("be in a @NullMarked package") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(
                                item, item.getPackageName() + " needs a package-info.java with @NullMarked"));
                    }
                }
            });
}
