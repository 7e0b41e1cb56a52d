package org.medsettle.gateway.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.medsettle.gateway.config.SettingType.Choice;
import org.medsettle.gateway.config.SettingType.Flag;
import org.medsettle.gateway.config.SettingType.Form;
import org.medsettle.gateway.config.SettingType.PowerOfTwo;
import org.medsettle.gateway.config.SettingType.Text;
import org.medsettle.gateway.config.SettingType.Whole;

/**
 * Every key of the configuration with its type, range and default. {@code config/medsettle.yaml} documents the same keys
 * with the same defaults; a test compares the two.
 *
 * <p>Threads: immutable once loaded.
 */
final class Settings {
    private static final List<Setting> ALL = new ArrayList<>();
    private static final String DIALECT_FLAG = "(infcode_text|output_text|wrapped|fund_with_account)";
    private static final String DIALECT = "[0-9]{6}:" + DIALECT_FLAG + "(\\+" + DIALECT_FLAG + ")*";
    private static final Form DIALECTS = new Form(
            Pattern.compile("(" + DIALECT + "( " + DIALECT + ")*)?"),
            "AREA:FLAG+FLAG, a blank between areas, with flags infcode_text, output_text, wrapped, "
                    + "fund_with_account");

    private static final String LISTENER_FLAG = "(partial|unknown25|concentrator|tls|signed)";
    private static final String LISTENER =
            "[0-9]{1,5}:(none|tpdu|tpdu\\+cup):(iso87b|cup)(:" + LISTENER_FLAG + "(," + LISTENER_FLAG + ")*)?";
    private static final Form LISTENERS = new Form(
            Pattern.compile("(" + LISTENER + "( " + LISTENER + ")*)?"),
            "PORT:HEADER:TABLE or PORT:HEADER:TABLE:FLAG,FLAG, a blank between listeners, with headers none, tpdu, "
                    + "tpdu+cup, tables iso87b, cup and flags partial, unknown25, concentrator, tls, signed");
    private static final String LOSS_DAYS = "(0[1-9]|[1-9][0-9])[0-9]{4}:([1-9]|[12][0-9]|30)";
    private static final Form AREAS_LOSS_DAYS = new Form(
            Pattern.compile("(" + LOSS_DAYS + "( " + LOSS_DAYS + ")*)?"),
            "AREA:DAYS, a blank between areas, with six-digit areas and 1 to 30 days");
    private static final Form ACQUIRER = new Form(Pattern.compile("[0-9]{1,11}"), "1 to 11 digits in quotes");

    private static final Choice LEVELS = new Choice(List.of("error", "warn", "info", "debug"));

    static final Setting NODE_NAME = setting("node.name", new Text(1, 40), "medsettle");
    static final Setting NODE_DRAIN_TIMEOUT_MS = setting("node.drain_timeout_ms", new Whole(100, 600_000), 30_000L);

    static final Setting DATA_DIR = setting("data.dir", new Text(1, 4_096), "data");
    static final Setting DATA_SEGMENT_BYTES =
            setting("data.segment_bytes", new PowerOfTwo(16L << 20, 1L << 30), 64L << 20);
    static final Setting DATA_RESERVE_BYTES = setting("data.reserve_bytes", new Whole(0, 1L << 44), 512L << 20);

    static final Setting SNAPSHOT_INTERVAL_S = setting("snapshot.interval_s", new Whole(0, 604_800), 3_600L);
    static final Setting SNAPSHOT_JOURNAL_BYTES = setting("snapshot.journal_bytes", new Whole(0, 1L << 44), 4L << 30);
    static final Setting SNAPSHOT_KEEP = setting("snapshot.keep", new Whole(2, 100), 2L);
    static final Setting SNAPSHOT_BYTES_PER_SECOND = setting("snapshot.bytes_per_second", new Whole(0, 1L << 40), 0L);

    static final Setting ENGINE_RING_SIZE = setting("engine.ring_size", new PowerOfTwo(1L << 10, 1L << 20), 1L << 14);
    static final Setting ENGINE_RESERVED_PERCENT = setting("engine.reserved_percent", new Whole(1, 50), 5L);
    static final Setting ENGINE_WAIT_STRATEGY =
            setting("engine.wait_strategy", new Choice(List.of("blocking", "sleeping", "yielding")), "blocking");
    static final Setting ENGINE_WARM_UP_MS = setting("engine.warm_up_ms", new Whole(0, 60_000), 1_000L);

    static final Setting STORE_MAX_ACCOUNTS = setting("store.max_accounts", new Whole(1_000, 200_000_000), 2_000_000L);
    static final Setting STORE_MAX_OFF_HEAP_BYTES = setting("store.max_off_heap_bytes", new Whole(0, 1L << 44), 0L);

    static final Setting RULES_KEY_RETENTION_DAYS = setting("rules.key_retention_days", new Whole(1, 3_650), 62L);
    static final Setting RULES_TEMPORARY_LOSS_DAYS = setting("rules.temporary_loss_days", new Whole(1, 30), 7L);
    static final Setting RULES_TEMPORARY_LOSS_DAYS_BY_AREA =
            setting("rules.temporary_loss_days_by_area", AREAS_LOSS_DAYS, "");
    static final Setting RULES_LOSS_REIMBURSEMENT_LIMIT_FEN =
            setting("rules.loss_reimbursement_limit_fen", new Whole(0, 9_999_999_999L), 1_000_000L);
    static final Setting RULES_WORK_CALENDAR_FILE = setting("rules.work_calendar_file", new Text(0, 4_096), "");
    static final Setting RULES_DAY_CUT_MINUTES = setting("rules.day_cut_minutes", new Whole(0, 1_439), 0L);
    static final Setting RULES_SIGN_ON_REQUIRED = setting("rules.sign_on_required", new Flag(), true);
    static final Setting RULES_BILL_LIMIT_FEN = setting("rules.bill_limit_fen", new Whole(0, 9_999_999_999L), 0L);
    static final Setting RULES_DAILY_ACCOUNT_LIMIT_FEN =
            setting("rules.daily_account_limit_fen", new Whole(0, 9_999_999_999L), 0L);

    static final Setting LISTS_NATION_MAX_AGE_HOURS = setting("lists.nation_max_age_hours", new Whole(0, 8_760), 0L);
    static final Setting LISTS_PROVINCE_MAX_AGE_HOURS =
            setting("lists.province_max_age_hours", new Whole(0, 8_760), 0L);
    static final Setting LISTS_CITY_MAX_AGE_HOURS = setting("lists.city_max_age_hours", new Whole(0, 8_760), 0L);
    static final Setting LISTS_WHEN_TOO_OLD = setting(
            "lists.when_too_old", new Choice(List.of(ListsConfig.REFUSE, ListsConfig.SERVE)), ListsConfig.REFUSE);
    static final Setting LISTS_DROP_DIR = setting("lists.drop_dir", new Text(0, 4_096), "");
    static final Setting LISTS_DROP_SCAN_MS = setting("lists.drop_scan_ms", new Whole(100, 600_000), 1_000L);
    static final Setting LISTS_INQUIRIES_PER_MINUTE =
            setting("lists.inquiries_per_minute", new Whole(1, 1_000_000), 600L);

    static final Setting HIS_HOST = setting("his.host", new Text(1, 255), "127.0.0.1");
    static final Setting HIS_PORT = setting("his.port", new Whole(0, 65_535), 8080L);
    static final Setting HIS_THREADS = setting("his.threads", new Whole(1, 64), 1L);
    static final Setting HIS_MAX_CONNECTIONS = setting("his.max_connections", new Whole(1, 100_000), 4_096L);
    static final Setting HIS_MAX_BODY_BYTES = setting("his.max_body_bytes", new Whole(1_024, 1L << 20), 262_144L);
    static final Setting HIS_MAX_PIPELINED = setting("his.max_pipelined", new Whole(1, 4_096), 64L);
    static final Setting HIS_IDLE_TIMEOUT_MS = setting("his.idle_timeout_ms", new Whole(1_000, 3_600_000), 75_000L);
    static final Setting HIS_REQUEST_TIMEOUT_MS = setting("his.request_timeout_ms", new Whole(100, 600_000), 10_000L);
    static final Setting HIS_DIALECTS = setting("his.dialects", DIALECTS, "");

    static final Setting POS_HOST = setting("pos.host", new Text(1, 255), "127.0.0.1");
    static final Setting POS_LISTENERS = setting("pos.listeners", LISTENERS, "8583:none:iso87b");
    static final Setting POS_THREADS = setting("pos.threads", new Whole(1, 64), 1L);
    static final Setting POS_MAX_CONNECTIONS = setting("pos.max_connections", new Whole(1, 100_000), 4_096L);
    static final Setting POS_MAX_IN_FLIGHT = setting("pos.max_in_flight", new Whole(1, 4_096), 64L);
    static final Setting POS_CONCENTRATOR_MAX_IN_FLIGHT =
            setting("pos.concentrator_max_in_flight", new Whole(1, 4_096), 1_024L);
    static final Setting POS_FRAME_TIMEOUT_MS = setting("pos.frame_timeout_ms", new Whole(100, 600_000), 5_000L);
    static final Setting POS_FIRST_FRAME_TIMEOUT_MS =
            setting("pos.first_frame_timeout_ms", new Whole(100, 600_000), 30_000L);
    static final Setting POS_IDLE_TIMEOUT_MS = setting("pos.idle_timeout_ms", new Whole(100, 3_600_000), 180_000L);
    static final Setting POS_SLOW_READER_TIMEOUT_MS =
            setting("pos.slow_reader_timeout_ms", new Whole(100, 600_000), 10_000L);
    static final Setting POS_MED_TYPE = setting("pos.med_type", new Whole(1, 999_999), 41L);
    static final Setting POS_ACQUIRER = setting("pos.acquirer", ACQUIRER, "00000000");
    static final Setting POS_KEYSTORE_FILE = setting("pos.keystore_file", new Text(0, 4_096), "");
    static final Setting POS_KEYSTORE_PASSWORD = setting("pos.keystore_password", new Text(0, 200), "");
    static final Setting POS_TERMINALS_FILE = setting("pos.terminals_file", new Text(0, 4_096), "");
    static final Setting POS_PINS_FILE = setting("pos.pins_file", new Text(0, 4_096), "");
    static final Setting POS_TLS_CHAIN_FILE = setting("pos.tls_chain_file", new Text(0, 4_096), "");
    static final Setting POS_TLS_KEY_FILE = setting("pos.tls_key_file", new Text(0, 4_096), "");
    static final Setting POS_TLS_AUTHORITIES_FILE = setting("pos.tls_authorities_file", new Text(0, 4_096), "");
    static final Setting POS_CERTIFICATES_FILE = setting("pos.certificates_file", new Text(0, 4_096), "");

    static final Setting ADMIN_HOST = setting("admin.host", new Text(1, 255), "127.0.0.1");
    static final Setting ADMIN_PORT = setting("admin.port", new Whole(0, 65_535), 8081L);
    static final Setting ADMIN_MAX_CONNECTIONS = setting("admin.max_connections", new Whole(1, 1_024), 64L);
    static final Setting ADMIN_MAX_BODY_BYTES =
            setting("admin.max_body_bytes", new Whole(1L << 16, 16L << 20), 4L << 20);
    static final Setting ADMIN_IDLE_TIMEOUT_MS = setting("admin.idle_timeout_ms", new Whole(1_000, 3_600_000), 60_000L);
    static final Setting ADMIN_REPLY_TIMEOUT_MS = setting("admin.reply_timeout_ms", new Whole(100, 600_000), 30_000L);
    static final Setting ADMIN_TOKEN = setting("admin.token", new Text(0, 200), "");

    static final Setting LIMITS_INSTITUTION_PER_SECOND =
            setting("limits.institution_per_second", new Whole(0, 1_000_000), 5_000L);
    static final Setting LIMITS_INSTITUTION_BURST =
            setting("limits.institution_burst", new Whole(1, 1_000_000), 10_000L);
    static final Setting LIMITS_CONNECTION_PER_SECOND =
            setting("limits.connection_per_second", new Whole(0, 1_000_000), 0L);
    static final Setting LIMITS_CONNECTION_BURST = setting("limits.connection_burst", new Whole(1, 1_000_000), 10_000L);

    static final Setting LOG_FORMAT = setting("log.format", new Choice(List.of("auto", "json", "text")), "auto");
    static final Setting LOG_LEVEL = setting("log.level", LEVELS, "info");
    static final Setting LOG_LIBRARY_LEVEL = setting("log.library_level", LEVELS, "warn");

    private Settings() {}

    /** All settings in the order of the file. */
    static List<Setting> all() {
        return Collections.unmodifiableList(ALL);
    }

    static @Nullable Setting ofKey(String key) {
        for (Setting setting : ALL) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        return null;
    }

    static @Nullable Setting ofEnvironmentName(String name) {
        for (Setting setting : ALL) {
            if (setting.environmentName().equals(name)) {
                return setting;
            }
        }
        return null;
    }

    private static Setting setting(String key, SettingType type, Object initial) {
        Setting setting = new Setting(key, type, initial);
        ALL.add(setting);
        return setting;
    }
}
