package org.medsettle.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns gathered values into the records the components take. Threads: stateless. */
final class ConfigRecords {
    private ConfigRecords() {}

    static NodeConfig of(ConfigLayers from, @Nullable WorkCalendar calendar) {
        return new NodeConfig(
                from.text(Settings.NODE_NAME),
                from.whole(Settings.NODE_DRAIN_TIMEOUT_MS),
                new DataConfig(
                        Path.of(from.text(Settings.DATA_DIR)),
                        from.count(Settings.DATA_SEGMENT_BYTES),
                        from.whole(Settings.DATA_RESERVE_BYTES)),
                new SnapshotsConfig(
                        from.whole(Settings.SNAPSHOT_INTERVAL_S),
                        from.whole(Settings.SNAPSHOT_JOURNAL_BYTES),
                        from.count(Settings.SNAPSHOT_KEEP),
                        from.whole(Settings.SNAPSHOT_BYTES_PER_SECOND)),
                new EngineConfig(
                        from.count(Settings.ENGINE_RING_SIZE),
                        from.count(Settings.ENGINE_RESERVED_PERCENT),
                        from.text(Settings.ENGINE_WAIT_STRATEGY),
                        from.whole(Settings.ENGINE_WARM_UP_MS)),
                new StoreConfig(from.whole(Settings.STORE_MAX_ACCOUNTS), from.whole(Settings.STORE_MAX_OFF_HEAP_BYTES)),
                rules(from, calendar),
                lists(from),
                his(from),
                pos(from),
                admin(from),
                new LimitsConfig(
                        from.whole(Settings.LIMITS_INSTITUTION_PER_SECOND),
                        from.whole(Settings.LIMITS_INSTITUTION_BURST),
                        from.whole(Settings.LIMITS_CONNECTION_PER_SECOND),
                        from.whole(Settings.LIMITS_CONNECTION_BURST)),
                new LogConfig(
                        from.text(Settings.LOG_FORMAT),
                        from.text(Settings.LOG_LEVEL),
                        from.text(Settings.LOG_LIBRARY_LEVEL)));
    }

    private static RulesConfig rules(ConfigLayers from, @Nullable WorkCalendar calendar) {
        return new RulesConfig(
                from.count(Settings.RULES_KEY_RETENTION_DAYS),
                from.count(Settings.RULES_TEMPORARY_LOSS_DAYS),
                from.count(Settings.RULES_DAY_CUT_MINUTES),
                from.flag(Settings.RULES_SIGN_ON_REQUIRED),
                from.whole(Settings.RULES_BILL_LIMIT_FEN),
                from.whole(Settings.RULES_DAILY_ACCOUNT_LIMIT_FEN),
                new CardTermsConfig(
                        lossDays(from.text(Settings.RULES_TEMPORARY_LOSS_DAYS_BY_AREA)),
                        from.whole(Settings.RULES_LOSS_REIMBURSEMENT_LIMIT_FEN),
                        calendar));
    }

    private static SortedMap<Integer, Integer> lossDays(String text) {
        SortedMap<Integer, Integer> days = new TreeMap<>();
        for (String one : text.isEmpty() ? List.<String>of() : List.of(text.split(" ", -1))) {
            int colon = one.indexOf(':');
            days.put(Integer.valueOf(one.substring(0, colon)), Integer.valueOf(one.substring(colon + 1)));
        }
        return days;
    }

    private static ListsConfig lists(ConfigLayers from) {
        return new ListsConfig(
                from.whole(Settings.LISTS_NATION_MAX_AGE_HOURS),
                from.whole(Settings.LISTS_PROVINCE_MAX_AGE_HOURS),
                from.whole(Settings.LISTS_CITY_MAX_AGE_HOURS),
                from.text(Settings.LISTS_WHEN_TOO_OLD),
                from.text(Settings.LISTS_DROP_DIR),
                from.whole(Settings.LISTS_DROP_SCAN_MS),
                from.count(Settings.LISTS_INQUIRIES_PER_MINUTE));
    }

    private static HisDoorConfig his(ConfigLayers from) {
        return new HisDoorConfig(
                from.text(Settings.HIS_HOST),
                from.count(Settings.HIS_PORT),
                from.count(Settings.HIS_THREADS),
                from.count(Settings.HIS_MAX_CONNECTIONS),
                from.count(Settings.HIS_MAX_BODY_BYTES),
                from.count(Settings.HIS_MAX_PIPELINED),
                from.whole(Settings.HIS_IDLE_TIMEOUT_MS),
                from.whole(Settings.HIS_REQUEST_TIMEOUT_MS),
                dialects(from.text(Settings.HIS_DIALECTS)));
    }

    private static Map<Integer, Set<String>> dialects(String text) {
        Map<Integer, Set<String>> dialects = new HashMap<>();
        for (String one : text.isEmpty() ? List.<String>of() : List.of(text.split(" ", -1))) {
            int colon = one.indexOf(':');
            List<String> flags = List.of(one.substring(colon + 1).split("\\+", -1));
            dialects.put(Integer.valueOf(one.substring(0, colon)), Set.copyOf(flags));
        }
        return dialects;
    }

    private static PosDoorConfig pos(ConfigLayers from) {
        return new PosDoorConfig(
                from.text(Settings.POS_HOST),
                listeners(from.text(Settings.POS_LISTENERS)),
                from.count(Settings.POS_THREADS),
                from.count(Settings.POS_MAX_CONNECTIONS),
                from.count(Settings.POS_MAX_IN_FLIGHT),
                from.count(Settings.POS_CONCENTRATOR_MAX_IN_FLIGHT),
                from.whole(Settings.POS_FRAME_TIMEOUT_MS),
                from.whole(Settings.POS_FIRST_FRAME_TIMEOUT_MS),
                from.whole(Settings.POS_IDLE_TIMEOUT_MS),
                from.whole(Settings.POS_SLOW_READER_TIMEOUT_MS),
                from.count(Settings.POS_MED_TYPE),
                from.text(Settings.POS_ACQUIRER),
                new PosFilesConfig(
                        from.text(Settings.POS_KEYSTORE_FILE),
                        from.text(Settings.POS_KEYSTORE_PASSWORD),
                        from.text(Settings.POS_TERMINALS_FILE),
                        from.text(Settings.POS_PINS_FILE),
                        from.text(Settings.POS_TLS_CHAIN_FILE),
                        from.text(Settings.POS_TLS_KEY_FILE),
                        from.text(Settings.POS_TLS_AUTHORITIES_FILE),
                        from.text(Settings.POS_CERTIFICATES_FILE)));
    }

    private static List<PosListenerConfig> listeners(String text) {
        List<PosListenerConfig> listeners = new ArrayList<>();
        for (String one : text.isEmpty() ? List.<String>of() : List.of(text.split(" ", -1))) {
            List<String> parts = List.of(one.split(":", -1));
            Set<String> flags =
                    parts.size() > 3 ? Set.copyOf(List.of(parts.get(3).split(",", -1))) : Set.of();
            listeners.add(new PosListenerConfig(Integer.parseInt(parts.get(0)), parts.get(1), parts.get(2), flags));
        }
        return listeners;
    }

    private static AdminConfig admin(ConfigLayers from) {
        return new AdminConfig(
                from.text(Settings.ADMIN_HOST),
                from.count(Settings.ADMIN_PORT),
                from.count(Settings.ADMIN_MAX_CONNECTIONS),
                from.count(Settings.ADMIN_MAX_BODY_BYTES),
                from.whole(Settings.ADMIN_IDLE_TIMEOUT_MS),
                from.whole(Settings.ADMIN_REPLY_TIMEOUT_MS),
                from.text(Settings.ADMIN_TOKEN),
                from.count(Settings.LISTS_INQUIRIES_PER_MINUTE));
    }
}
