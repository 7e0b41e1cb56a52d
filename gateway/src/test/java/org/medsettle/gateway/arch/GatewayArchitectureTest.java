package org.medsettle.gateway.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.medsettle.files.PathFiles;

/**
 * The rooms of the gateway: one per door, none knows another, and all of them reach the core through {@code link} and
 * the command types only. {@code ServerMain}, in the gateway's root package, is the one place that sees every door.
 *
 * <p>A room that does not exist yet passes; each rule has been seen to fail on a planted violation.
 */
@AnalyzeClasses(packages = "org.medsettle", importOptions = ImportOption.DoNotIncludeTests.class)
class GatewayArchitectureTest {
    private static final String CORE = "org.medsettle.";
    private static final String GATEWAY = "org.medsettle.gateway.";
    private static final String GATEWAY_ROOT = "org.medsettle.gateway";
    private static final String[] DOORS = {GATEWAY + "his..", GATEWAY + "pos..", GATEWAY + "admin.."};

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching(CORE + "(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule roomsOfOneLineDoNotKnowEachOther = slices().matching(GATEWAY + "(his|pos|admin|cli)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hisReachesTheCoreByLinkAndCommands = door("his");

    @ArchTest
    static final ArchRule posReachesTheCoreByLinkAndCommands = door("pos");

    @ArchTest
    static final ArchRule adminReachesTheCoreByLinkAndCommands = door("admin", GATEWAY + "trail..");

    @ArchTest
    static final ArchRule admissionKnowsNoDoorAndNoEngine = classes()
            .that()
            .resideInAPackage(GATEWAY + "admission..")
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackage("org.medsettle..")
                    .or(resideInAnyPackage(GATEWAY + "admission..", CORE + "command..", CORE + "common..")))
            .allowEmptyShould(true);

    /** But for the one class that makes directories which outlive a loss of power. */
    @ArchTest
    static final ArchRule trailKnowsNoDoorAndNoCore = classes()
            .that()
            .resideInAPackage(GATEWAY + "trail..")
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackage("org.medsettle..")
                    .or(resideInAnyPackage(GATEWAY + "trail..", CORE + "domain..", CORE + "common.."))
                    .or(equivalentTo(PathFiles.class)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyServerMainSeesTheDoors = noClasses()
            .that(resideOutsideOfPackage(GATEWAY_ROOT)
                    .and(resideInAnyPackage(DOORS).negate()))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DOORS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule transportKnowsNoProtocolAndNoCore = classes()
            .that()
            .resideInAPackage(GATEWAY + "transport..")
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackage("org.medsettle..")
                    .or(resideInAnyPackage(GATEWAY + "transport..", GATEWAY + "config..", CORE + "common..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule linkAndConfigImportNothingAboveThem = noClasses()
            .that()
            .resideInAnyPackage(GATEWAY + "link..", GATEWAY + "config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    GATEWAY_ROOT, GATEWAY + "his..", GATEWAY + "pos..", GATEWAY + "admin..", GATEWAY + "cli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule engineIsReachedByLinkConfigAndServerMainOnly = noClasses()
            .that(resideInAnyPackage(GATEWAY_ROOT + "..")
                    .and(resideOutsideOfPackage(GATEWAY_ROOT))
                    .and(resideInAnyPackage(GATEWAY + "link..", GATEWAY + "config..")
                            .negate()))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CORE + "engine..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ringAndMapsStayInTheCore = noClasses()
            .that()
            .resideInAPackage(GATEWAY_ROOT + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.lmax..", "net.openhft..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule coreKnowsNoGatewayAndNoNetwork = noClasses()
            .that()
            .resideOutsideOfPackage(GATEWAY_ROOT + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY_ROOT + "..", "io.netty..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayTheRole = noClasses()
            .that()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Service|Processor|Impl)");

    private static ArchRule door(String name, String... more) {
        return classes()
                .that()
                .resideInAPackage(GATEWAY + name + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("org.medsettle..")
                        .or(resideInAnyPackage(
                                GATEWAY + name + "..",
                                GATEWAY + "link..",
                                GATEWAY + "admission..",
                                GATEWAY + "transport..",
                                GATEWAY + "config..",
                                CORE + "command..",
                                CORE + "domain..",
                                CORE + "common.."))
                        .or(resideInAnyPackage(more)))
                .allowEmptyShould(true);
    }
}
