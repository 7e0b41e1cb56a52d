package org.medsettle.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.ThreadSafe;

/**
 * The rooms of the core and who may import whom: downward only, no cycle, and the pure rooms free of everything that
 * could decide differently on another node or in a replay.
 *
 * <p>A room that does not exist yet passes; each rule has been seen to fail on a planted violation.
 */
@AnalyzeClasses(packages = "org.medsettle", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.medsettle.";
    private static final String[] PURE_ROOMS = {ROOT + "domain..", ROOT + "command..", ROOT + "state.."};
    private static final String[] ROOMS_WITH_THREADS = {
        ROOT + "state..",
        ROOT + "files..",
        ROOT + "journal..",
        ROOT + "snapshot..",
        ROOT + "replication..",
        ROOT + "engine.."
    };

    /** Calls that read the machine instead of the command. */
    private static final Set<String> UNREPEATABLE_CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.identityHashCode",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    @ArchTest
    static final ArchRule commonImportsNothingOfOurs = room("common");

    @ArchTest
    static final ArchRule domainImportsDownward = room("domain", "common");

    @ArchTest
    static final ArchRule commandImportsDownward = room("command", "domain", "common");

    @ArchTest
    static final ArchRule stateImportsDownward = room("state", "command", "domain", "common");

    @ArchTest
    static final ArchRule storeImportsDownward = room("store", "state", "command", "domain", "common");

    @ArchTest
    static final ArchRule filesImportNothingOfTheLedger = room("files", "common");

    @ArchTest
    static final ArchRule journalImportsCommandsOnly = room("journal", "files", "command", "common");

    @ArchTest
    static final ArchRule snapshotImportsDownward = room("snapshot", "files", "state", "command", "domain", "common");

    @ArchTest
    static final ArchRule replicationImportsDownward = room("replication", "state", "command", "domain", "common");

    @ArchTest
    static final ArchRule engineImportsDownward = room(
            "engine", "files", "journal", "snapshot", "replication", "store", "state", "command", "domain", "common");

    /** The offline checks stand above the engine, since they replay as it does; nothing in the core imports them. */
    @ArchTest
    static final ArchRule auditImportsDownward =
            room("audit", "engine", "files", "journal", "snapshot", "state", "command", "domain", "common");

    /** Backups stand above the checks, which they run on what they have written. */
    @ArchTest
    static final ArchRule backupImportsDownward =
            room("backup", "audit", "engine", "files", "journal", "snapshot", "state", "command", "domain", "common");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule pureRoomsImportTheJdkOnly = classes()
            .that()
            .resideInAnyPackage(PURE_ROOMS)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(with(PURE_ROOMS, ROOT + "common..", "java..", "org.jspecify..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pureRoomsTouchNoThreadDiskNetworkOrReflection = noClasses()
            .that()
            .resideInAnyPackage(PURE_ROOMS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io..",
                            "java.lang.reflect..",
                            "java.net..",
                            "java.nio.channels..",
                            "java.nio.file..",
                            "java.util.concurrent..",
                            "java.util.logging..",
                            "java.util.random..")
                    .or(named(
                            "java.lang.Thread",
                            "java.lang.ThreadLocal",
                            "java.lang.Runtime",
                            "java.lang.Process",
                            "java.lang.ProcessBuilder",
                            "java.time.Clock",
                            "java.util.Random",
                            "java.util.SplittableRandom",
                            "java.util.Timer",
                            "java.security.SecureRandom")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pureRoomsReadNoClockNorChance = noClasses()
            .that()
            .resideInAnyPackage(PURE_ROOMS)
            .should()
            .callCodeUnitWhere(describe(
                    "the target reads a clock, chance or the machine", call -> readsTheMachine(call.getTarget())))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pureRoomsHoldNoFloatingPoint = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(PURE_ROOMS)
            .should()
            .notHaveRawType(float.class)
            .andShould()
            .notHaveRawType(double.class)
            .andShould()
            .notHaveRawType(Float.class)
            .andShould()
            .notHaveRawType(Double.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule chronicleStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "store.chronicle..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.openhft..");

    @ArchTest
    static final ArchRule disruptorStaysInTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.lmax..");

    @ArchTest
    static final ArchRule statefulClassesNameTheirThread = classes()
            .that()
            .resideInAnyPackage(ROOMS_WITH_THREADS)
            .and(describe("are top-level classes with instances", ArchitectureTest::isTopLevelClassWithInstances))
            .should()
            .beAnnotatedWith(ThreadConfined.class)
            .orShould()
            .beAnnotatedWith(ThreadSafe.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayTheRole = noClasses()
            .that()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Service|Processor|Impl)");

    private static ArchRule room(String name, String... mayImport) {
        String[] allowed = Stream.concat(Stream.of(name), Arrays.stream(mayImport))
                .map(room -> ROOT + room + "..")
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("org.medsettle..").or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true);
    }

    private static String[] with(String[] packages, String... more) {
        return Stream.concat(Arrays.stream(packages), Arrays.stream(more)).toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> named(String... classNames) {
        Set<String> names = Set.of(classNames);
        return describe("one of " + names, type -> names.contains(type.getName()));
    }

    private static boolean readsTheMachine(CodeUnitCallTarget target) {
        String owner = target.getOwner().getName();
        return UNREPEATABLE_CALLS.contains(owner + "." + target.getName())
                || (owner.startsWith("java.time.") && target.getName().equals("now"));
    }

    private static boolean isTopLevelClassWithInstances(JavaClass type) {
        boolean isClass = type.isTopLevelClass() && !type.isInterface() && !type.isEnum() && !type.isRecord();
        boolean hasInstances = type.getFields().stream().anyMatch(ArchitectureTest::isOfInstance)
                || type.getMethods().stream().anyMatch(ArchitectureTest::isOfInstance);
        return isClass && hasInstances;
    }

    private static boolean isOfInstance(JavaMember member) {
        return !member.getModifiers().contains(JavaModifier.STATIC);
    }
}
