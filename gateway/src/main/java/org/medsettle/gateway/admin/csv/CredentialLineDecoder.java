package org.medsettle.gateway.admin.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ImportBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.person.Person;

/** Lines of ecredentials.csv to IMPORT_CREDENTIAL. An empty end means that the token serves until it is imported anew. */
@ThreadConfined(Threads.EVENT_LOOP)
public final class CredentialLineDecoder implements LineDecoder {
    private final ImportBody body = new ImportBody();
    private final ElectronicCredential record = new ElectronicCredential();

    @Override
    public List<String> columns() {
        return List.of("token", "psn_no", "expires");
    }

    @Override
    public @Nullable String add(CsvLine line, Command command) {
        if (!FieldRules.isAscii(line.get(0), ElectronicCredential.TOKEN_MAX_CHARS)) {
            return "token: must be 1 to " + ElectronicCredential.TOKEN_MAX_CHARS + " ASCII characters";
        }
        if (!FieldRules.isAscii(line.get(1), Person.NUMBER_MAX_CHARS)) {
            return "psn_no: must be 1 to " + Person.NUMBER_MAX_CHARS + " ASCII characters";
        }
        long expires = line.get(2).isEmpty() ? 0 : FieldRules.epochSecond(line.get(2));
        if (expires == FieldRules.WRONG) {
            return "expires: must be an ISO date-time such as 2030-12-31T23:59:59, or empty";
        }
        body.wrap(command.reserve(ImportBody.RECORD + ElectronicCredential.BYTES), 0);
        body.head(0, line.get(1));
        record.wrap(body.buffer(), body.recordOffset());
        record.personReference(0).personOrdinal(0).expiresAtMs(expires * 1_000).token(line.get(0));
        command.set(CommandType.IMPORT_CREDENTIAL, ImportBody.RECORD + ElectronicCredential.BYTES);
        return null;
    }
}
