package org.medsettle.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CardTermsBody;
import org.medsettle.command.ConfigureBody;

/** Goal: what an operator writes is what the node gets, and every mistake is one line that says what to do. */
class ConfigLoaderTest {
    private static final Path DOCUMENTED = documentedFile();

    @TempDir
    Path directory;

    @Test
    void shouldHaveTheDefaultsThatTheDocumentedFileShows() {
        List<String> defaults = withoutOrigin(loaded(new ConfigLoader(Map.of()).load(null, List.of())));

        List<String> documented = withoutOrigin(loaded(new ConfigLoader(Map.of()).load(DOCUMENTED, List.of())));

        assertEquals(defaults, documented);
    }

    @Test
    void shouldWriteAreasOwnDaysInAscendingOrder() {
        NodeConfig config = loadedConfig("rules.temporary_loss_days_by_area=510000:10 420100:5");

        CardTermsBody body = new CardTermsBody();
        CardTermsConfig cards = config.rules().cards();
        body.wrap(ByteBuffer.allocate(cards.length()).order(ByteOrder.LITTLE_ENDIAN), 0);
        cards.write(body);
        assertEquals(2, body.areaCount());
        assertEquals(420_100, body.area(0));
        assertEquals(5, body.lossDays(0));
        assertEquals(510_000, body.area(1));
        assertEquals(10, body.lossDays(1));
        assertEquals(1_000_000, body.reimbursementLimitFen());
    }

    private static NodeConfig loadedConfig(String... overrides) {
        ConfigOutcome outcome = new ConfigLoader(Map.of()).load(null, List.of(overrides));
        return assertInstanceOf(ConfigOutcome.Loaded.class, outcome).config();
    }

    @ParameterizedTest
    @ValueSource(strings = {"420100", "420100:0", "420100:31", "42010:5", "420100:5,510000:7", "420100:5 420100:7"})
    void shouldRefuseAreasDaysThatAreNone(String text) {
        ConfigOutcome outcome =
                new ConfigLoader(Map.of()).load(null, List.of("rules.temporary_loss_days_by_area=" + text));

        assertTrue(assertInstanceOf(ConfigOutcome.Refused.class, outcome)
                .problems()
                .get(0)
                .contains("rules.temporary_loss_days_by_area"));
    }

    @Test
    void shouldReadTheCalendarThatComesWithTheDistribution() {
        Path file = DOCUMENTED.resolveSibling("work-calendar.csv");

        WorkCalendar calendar =
                loadedConfig("rules.work_calendar_file=" + file).rules().cards().calendar();

        assertEquals(39, calendar == null ? 0 : calendar.days());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "date,kind\\n2026-02-30,holiday\\n; line 2: date must be yyyy-MM-dd",
                "date,kind\\n2026-02-03,feast\\n; line 2: kind must be holiday or workday",
                "day,kind\\n2026-02-03,holiday\\n; line 2: date must be yyyy-MM-dd",
                "date,kind\\n2026-02-03,holiday\\n2026-02-03,workday\\n; line 3: the date stands there twice",
            })
    void shouldSayWhichLineOfACalendarIsWrong(String text, String problem) throws IOException {
        Path file = directory.resolve("calendar.csv");
        Files.writeString(file, text.replace("\\n", "\n"));

        ConfigOutcome outcome = new ConfigLoader(Map.of()).load(null, List.of("rules.work_calendar_file=" + file));

        assertEquals(
                List.of("rules.work_calendar_file: " + file + ": " + problem),
                assertInstanceOf(ConfigOutcome.Refused.class, outcome).problems());
    }

    @Test
    void shouldRefuseACalendarThatIsNotThere() {
        ConfigOutcome outcome =
                new ConfigLoader(Map.of()).load(null, List.of("rules.work_calendar_file=" + directory.resolve("no")));

        assertTrue(assertInstanceOf(ConfigOutcome.Refused.class, outcome)
                .problems()
                .get(0)
                .contains("cannot be read"));
    }

    @Test
    void shouldFindEveryKeyInTheDocumentedFileWithACommentAboveIt() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENTED, StandardCharsets.UTF_8);

        List<String> documented = new ArrayList<>();
        String section = "";
        Pattern keyLine = Pattern.compile("( *)([a-z_]+):(.*)");
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = keyLine.matcher(lines.get(i));
            if (!matcher.matches()) {
                continue;
            }
            if (matcher.group(1).isEmpty()) {
                section = matcher.group(2);
            } else {
                documented.add(section + "." + matcher.group(2));
                assertTrue(lines.get(i - 1).strip().startsWith("#"), lines.get(i));
            }
        }

        assertEquals(Settings.all().stream().map(Setting::key).toList(), documented);
    }

    @Test
    void shouldLetLaterLayersWin() throws IOException {
        Path file = file("his: {port: 1000, threads: 2}\nadmin: {port: 1001}\n");
        Map<String, String> environment = Map.of("MEDSETTLE_HIS_PORT", "2000", "MEDSETTLE_ADMIN_PORT", "2001");

        ConfigOutcome.Loaded loaded = loaded(new ConfigLoader(environment).load(file, List.of("his.port=0")));

        assertEquals(0, loaded.config().his().port());
        assertEquals(2, loaded.config().his().threads());
        assertEquals(2001, loaded.config().admin().port());
        assertTrue(loaded.effective().contains("his.port = 0 (--set)"), loaded.effective()::toString);
        assertTrue(loaded.effective().contains("admin.port = 2001 (environment MEDSETTLE_ADMIN_PORT)"));
        assertTrue(loaded.effective().contains("his.threads = 2 (" + file + ")"));
        assertTrue(loaded.effective().contains("node.name = medsettle (default)"));
    }

    @Test
    void shouldReadEveryKindOfValueFromText() {
        List<String> sets = List.of(
                "rules.sign_on_required=false",
                "engine.ring_size=2048",
                "engine.wait_strategy=yielding",
                "rules.bill_limit_fen=500000",
                "his.dialects=440100:infcode_text+wrapped 510100:output_text");

        NodeConfig config = loaded(new ConfigLoader(Map.of()).load(null, sets)).config();

        assertEquals(false, config.rules().signOnRequired());
        assertEquals(2048, config.engine().ringSize());
        assertEquals("yielding", config.engine().waitStrategy());
        assertEquals(
                Map.of(440100, Set.of("infcode_text", "wrapped"), 510100, Set.of("output_text")),
                config.his().dialects());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "his: {prot: 80} | unknown key his.prot, did you mean his.port?",
                "hiss: {port: 80} | unknown key hiss, did you mean his?",
                "marmalade: 1 | unknown key marmalade, see config/medsettle.yaml for all keys",
                "his: {port: 65536} | his.port is 65536, must be a whole number from 0 to 65535",
                "his: {port: -1} | his.port is -1, must be a whole number from 0 to 65535",
                "his: {port: eighty} | his.port is eighty, must be a whole number from 0 to 65535",
                "his: {port: '80'} | his.port is 80, must be a whole number from 0 to 65535",
                "his: {port: 8.5} | his.port is 8.5, must be a whole number from 0 to 65535",
                "his: {port: [1]} | his.port is [1], must be a whole number from 0 to 65535",
                "his: {port: } | his.port is null, must be a whole number from 0 to 65535",
                "engine: {ring_size: 3000} | engine.ring_size is 3000, must be a power of two from 1024 to 1048576",
                "engine: {wait_strategy: hope} | must be one of blocking, sleeping, yielding",
                "rules: {sign_on_required: 1} | rules.sign_on_required is 1, must be true or false",
                "node: {name: 5} | node.name is 5, must be a text of 1 to 40 characters",
                "node: {name: ''} | must be a text of 1 to 40 characters",
                "his: {dialects: '44:wrapped'} | his.dialects is 44:wrapped, must be AREA:FLAG+FLAG",
                "admin: {token: 123456} | admin.token is its value, must be a text",
                "his: 5 | unknown key his",
                "- a | must hold keys and values at its top",
                "his: {port: 1, port: 2} | not YAML",
                "his: [ | not YAML in line",
            })
    void shouldRefuseAFileByOneLineThatNamesTheKey(String text, String problem) throws IOException {
        ConfigOutcome outcome = new ConfigLoader(Map.of()).load(file(text), List.of());

        List<String> problems = refused(outcome);

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains(problem), problems::toString);
        assertEquals(1, problems.get(0).lines().count());
    }

    @Test
    void shouldRefuseOverridesAndVariablesByName() {
        Map<String, String> environment = Map.of("MEDSETTLE_HIS_PROT", "1", "MEDSETTLE_HIS_THREADS", "many");

        List<String> problems = refused(new ConfigLoader(environment)
                .load(directory.resolve("none.yaml"), List.of("his.port", "hsi.port=1", "his.port=x")));

        assertEquals(6, problems.size(), problems::toString);
        assertTrue(problems.get(0).endsWith("no such file, name the configuration with --config FILE"));
        assertEquals("environment MEDSETTLE_HIS_PROT: unknown key his.prot, did you mean his.port?", problems.get(1));
        assertTrue(problems.get(2).startsWith("environment MEDSETTLE_HIS_THREADS: his.threads is many, must be"));
        assertEquals("--set his.port: write it as --set key=value", problems.get(3));
        assertEquals("--set: unknown key hsi.port, did you mean his.port?", problems.get(4));
        assertTrue(problems.get(5).startsWith("--set: his.port is x, must be a whole number"));
    }

    @Test
    void shouldRefuseAFileThatIsNotUtf8OrTooLarge() throws IOException {
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xC3, (byte) 0x28});
        Path large = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);

        assertTrue(refused(new ConfigLoader(Map.of()).load(binary, List.of()))
                .get(0)
                .contains("not UTF-8"));
        assertTrue(refused(new ConfigLoader(Map.of()).load(large, List.of()))
                .get(0)
                .contains("larger than"));
    }

    @Test
    void shouldTakeAnEmptyFileAndEmptySections() throws IOException {
        assertEquals(
                8080,
                loaded(new ConfigLoader(Map.of()).load(file(""), List.of()))
                        .config()
                        .his()
                        .port());
        assertEquals(
                8080,
                loaded(new ConfigLoader(Map.of()).load(file("his:\nadmin:\n"), List.of()))
                        .config()
                        .his()
                        .port());
    }

    @Test
    void shouldNeverShowASecret() {
        ConfigOutcome.Loaded loaded = loaded(new ConfigLoader(Map.of()).load(null, List.of("admin.token=open-sesame")));
        List<String> refused =
                refused(new ConfigLoader(Map.of()).load(null, List.of("admin.token=" + "open-sesame".repeat(30))));

        assertEquals("open-sesame", loaded.config().admin().token());
        assertTrue(loaded.effective().contains("admin.token = ******** (--set)"));
        assertTrue(loaded.effective().stream().noneMatch(line -> line.contains("sesame")));
        assertTrue(!loaded.config().toString().contains("sesame"));
        assertTrue(refused.stream().noneMatch(line -> line.contains("sesame")), refused::toString);
    }

    @Test
    void shouldCarryAllRulesIntoTheCommand() {
        ConfigureBody body = new ConfigureBody();
        body.wrap(ByteBuffer.allocate(ConfigureBody.BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);

        new RulesConfig(93, 10, 30, true, 1_000, 2_000, new CardTermsConfig(new TreeMap<>(), 0, null)).write(body, 5);

        assertEquals(93, body.keyRetentionDays());
        assertEquals(10, body.temporaryLossDays());
        assertEquals(30, body.dayCutMinutes());
        assertTrue(body.signOnRequired());
        assertEquals(1_000, body.billLimitFen());
        assertEquals(2_000, body.dailyAccountLimitFen());
        assertEquals(5, body.maxAccounts());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("node.yaml"), text, StandardCharsets.UTF_8);
    }

    private static ConfigOutcome.Loaded loaded(ConfigOutcome outcome) {
        return assertInstanceOf(ConfigOutcome.Loaded.class, outcome, outcome::toString);
    }

    private static List<String> refused(ConfigOutcome outcome) {
        return assertInstanceOf(ConfigOutcome.Refused.class, outcome).problems();
    }

    private static List<String> withoutOrigin(ConfigOutcome.Loaded loaded) {
        return loaded.effective().stream()
                .map(line -> line.substring(0, line.lastIndexOf(" (")))
                .toList();
    }

    private static Path documentedFile() {
        Path fromModule = Path.of("..", "config", "medsettle.yaml");
        return Files.exists(fromModule) ? fromModule : Path.of("config", "medsettle.yaml");
    }
}
