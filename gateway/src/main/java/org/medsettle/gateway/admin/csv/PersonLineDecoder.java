package org.medsettle.gateway.admin.csv;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ImportBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.domain.person.InsuredState;
import org.medsettle.domain.person.Person;

/**
 * Lines of persons.csv to IMPORT_PERSON. A member of the employee scheme gets a personal account with the opening
 * balance; nobody else has one, so their opening balance must be 0.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class PersonLineDecoder implements LineDecoder {
    private static final int NAME_MAX_CHARS = 50;
    private static final int TYPE_MAX_CHARS = 6;
    private static final Set<String> GENDERS = Set.of("0", "1", "2", "9");

    private final ImportBody body = new ImportBody();
    private final Person record = new Person();

    @Override
    public List<String> columns() {
        return List.of(
                "psn_no",
                "certno",
                "name",
                "gend",
                "brdy",
                "insutype",
                "psn_type",
                "insu_state",
                "area",
                "opening_balance");
    }

    @Override
    public @Nullable String add(CsvLine line, Command command) {
        if (!FieldRules.isAscii(line.get(0), Person.NUMBER_MAX_CHARS)) {
            return "psn_no: must be 1 to " + Person.NUMBER_MAX_CHARS + " ASCII characters";
        }
        long citizenId = CitizenId.pack(line.get(1));
        if (citizenId == CitizenId.INVALID) {
            return "certno: must be 18 characters with the right check character";
        }
        if (!FieldRules.isText(line.get(2), NAME_MAX_CHARS)) {
            return "name: must be 1 to " + NAME_MAX_CHARS + " characters";
        }
        if (!GENDERS.contains(line.get(3))) {
            return "gend: must be 1 (male), 2 (female), 0 or 9 (not known)";
        }
        if (FieldRules.epochDay(line.get(4)) == FieldRules.WRONG) {
            return "brdy: must be a date yyyy-MM-dd";
        }
        long insuranceType = FieldRules.whole(line.get(5), 3);
        if (insuranceType < 100) {
            return "insutype: must be three digits such as 310 or 390";
        }
        if (!FieldRules.isAscii(line.get(6), TYPE_MAX_CHARS)) {
            return "psn_type: must be 1 to " + TYPE_MAX_CHARS + " ASCII characters";
        }
        long state = FieldRules.whole(line.get(7), 1);
        if (state == FieldRules.WRONG || !InsuredState.isCode((int) state)) {
            return "insu_state: must be 0, 1, 2 or 4";
        }
        long area = FieldRules.area(line.get(8));
        if (area == FieldRules.WRONG) {
            return "area: must be six digits";
        }
        long openingFen = FieldRules.yuan(line.get(9));
        if (openingFen == FieldRules.WRONG) {
            return "opening_balance: must be yuan with at most two places, 0 to 99999999.99";
        }
        if (openingFen != 0 && insuranceType != Person.EMPLOYEE_SCHEME) {
            return "opening_balance: must be 0, only insutype " + Person.EMPLOYEE_SCHEME + " has a personal account";
        }
        begin(command, openingFen).citizenId(citizenId).area((int) area).insuredState((int) state);
        record.insuranceType((int) insuranceType);
        fill(line);
        command.set(CommandType.IMPORT_PERSON, ImportBody.RECORD + record.length());
        return null;
    }

    private Person begin(Command command, long openingFen) {
        ByteBuffer buffer = command.reserve(ImportBody.RECORD + Person.MAX_BYTES);
        body.wrap(buffer, 0);
        body.head(openingFen, "");
        for (int i = ImportBody.RECORD; i < ImportBody.RECORD + Person.MAX_BYTES; i += 8) {
            buffer.putLong(i, 0);
        }
        record.wrap(buffer, body.recordOffset());
        return record.accountHandle(-1).ordinal(0);
    }

    private void fill(CsvLine line) {
        record.number(line.get(0))
                .gender(Integer.parseInt(line.get(3)))
                .birthDate(Integer.parseInt(line.get(4).replace("-", "")))
                .type(line.get(6))
                .name(line.get(2));
    }
}
