package org.medsettle.audit;

import java.nio.ByteBuffer;
import org.medsettle.command.ImportBody;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.mask.MaskedText;
import org.medsettle.domain.person.Person;

/** Puts imports into words, identities masked. Threads: one. */
final class ImportWords {
    private final ImportBody body = new ImportBody();
    private final Institution institution = new Institution();
    private final Person person = new Person();
    private final Card card = new Card();

    String institution(ByteBuffer buffer) {
        institution.wrap(buffer, 0);
        return institution.code() + " " + institution.name() + ", " + institution.kind() + ", area "
                + institution.area() + (institution.isInService() ? "" : ", suspended");
    }

    String person(ByteBuffer buffer) {
        body.wrap(buffer, 0);
        person.wrap(buffer, body.recordOffset());
        return MaskedText.tail(person.number()) + ", citizen id " + MaskedText.citizenId(person.citizenId()) + ", name "
                + MaskedText.name(person.name()) + ", insutype " + person.insuranceType() + ", area " + person.area()
                + ", opening " + MaskedText.yuan(body.openingFen()) + " yuan";
    }

    String card(ByteBuffer buffer) {
        body.wrap(buffer, 0);
        card.wrap(buffer, body.recordOffset());
        return MaskedText.card(card.key()) + ", bank number " + MaskedText.bankNumber(card.bankNumber()) + ", holder "
                + MaskedText.tail(body.holder()) + ", " + card.storedState();
    }

    String credential(ByteBuffer buffer) {
        body.wrap(buffer, 0);
        return "electronic credential, holder " + MaskedText.tail(body.holder());
    }
}
