package chat.parley.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "chat.parley.client", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theClientKnowsNoNode = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("chat.parley.node..", "org.apache.pekko..", "scala..");

    @ArchTest
    static final ArchRule theModelKnowsNoScreenNoSocketAndNoThread = noClasses()
            .that()
            .resideInAnyPackage("..client.model..", "..client.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..client.view..", "org.jline..", "picocli..", "java.net..", "java.util.concurrent..");

    @ArchTest
    static final ArchRule onlyTheViewAndTheDoorKnowTheTerminal = noClasses()
            .that()
            .resideInAnyPackage("..client.connection..", "..client.model..", "..client.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jline..");

    @ArchTest
    static final ArchRule thePackagesHaveNoCycles =
            slices().matching("chat.parley.client.(*)..").should().beFreeOfCycles();
}
