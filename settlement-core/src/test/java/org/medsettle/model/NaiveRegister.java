package org.medsettle.model;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.CommandType;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.Person;

/** The model of imports, sign-on, settings and day close: what comes without a key. */
final class NaiveRegister {
    private final Books books;
    private final NaiveAccess access;
    private final NaiveLists lists;
    private long lastSignOn;

    NaiveRegister(Books books, NaiveAccess access, NaiveLists lists) {
        this.books = books;
        this.access = access;
        this.lists = lists;
    }

    Answer importInstitution(Order.ImportInstitution order) {
        Books.Institution known = books.institution(order.code());
        if (known != null) {
            boolean same = known.imported.equals(order) && known.inService == order.inService();
            return sameOr(same);
        }
        boolean taken = !order.merchant().isEmpty()
                && books.institutions.values().stream()
                        .anyMatch(other -> other.imported.merchant().equals(order.merchant()));
        if (taken) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        books.institutions.put(order.code(), new Books.Institution(order));
        return Answer.ok();
    }

    private static Answer sameOr(boolean same) {
        return same ? Answer.okAlready() : Answer.refused(ResultCode.FIELD_INVALID);
    }

    Answer importPerson(Order.ImportPerson order) {
        Books.Person known = books.persons.get(order.number());
        if (known != null) {
            return sameOr(known.imported.in(known.area).equals(order));
        }
        boolean employee = order.insuranceType() == Person.EMPLOYEE_SCHEME;
        if (books.personByCitizenId(order.citizenId()) != null) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        if (order.openingFen() < 0 || order.openingFen() > NaiveOffice.MOST_FEN) {
            return Answer.refused(ResultCode.AMOUNT_INVALID);
        }
        if (!employee && order.openingFen() != 0) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        long mostAccounts = books.settings.maxAccounts();
        if (employee && mostAccounts != 0 && accounts() >= mostAccounts) {
            return Answer.refused(ResultCode.TOO_LARGE);
        }
        Books.Account account = employee ? new Books.Account(order.openingFen()) : null;
        books.persons.put(order.number(), new Books.Person(order, account));
        return Answer.ok();
    }

    private long accounts() {
        return books.persons.values().stream()
                .filter(person -> person.account != null)
                .count();
    }

    Answer importCard(Order.ImportCard order) {
        Books.Card known = books.cards.get(order.key());
        if (known != null) {
            return sameOr(known.imported.in(order.state()).equals(order) && known.state == order.state());
        }
        if (!books.persons.containsKey(order.holder())) {
            return Answer.refused(ResultCode.PERSON_UNKNOWN);
        }
        if (order.key() <= 0 || books.cardByBankNumber(order.bankNumber()) != null) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        Books.Card card = new Books.Card(order);
        card.changedAtMs = books.timeMs;
        books.cards.put(order.key(), card);
        if (order.state().listReason() != 0) {
            lists.follow(card, CardState.NORMAL);
        }
        return Answer.ok();
    }

    Answer importCredential(Order.ImportCredential order) {
        Order.ImportCredential known = books.tokens.get(order.token());
        if (known != null) {
            return sameOr(known.equals(order));
        }
        if (!books.persons.containsKey(order.holder())) {
            return Answer.refused(ResultCode.PERSON_UNKNOWN);
        }
        books.tokens.put(order.token(), order);
        return Answer.ok();
    }

    Answer sign(Order.Sign order) {
        if (order.type() == CommandType.SIGN_OFF) {
            return signOff(order);
        }
        Answer refusal = inService(order.institution());
        if (refusal != null) {
            return refusal;
        }
        long number = ++lastSignOn;
        books.signOns.put(number, new Books.SignOn(order.institution(), books.businessDate));
        return Answer.ok(new Answer.SignOnFacts(number));
    }

    private @Nullable Answer inService(String code) {
        Books.Institution institution = books.institution(code);
        if (institution == null) {
            return Answer.refused(ResultCode.INSTITUTION_UNKNOWN);
        }
        return institution.inService ? null : Answer.refused(ResultCode.INSTITUTION_SUSPENDED);
    }

    private Answer signOff(Order.Sign order) {
        Answer refusal = inService(order.institution());
        if (refusal != null) {
            return refusal;
        }
        if (!access.isSignedOn(order.institution(), order.number())) {
            return Answer.refused(ResultCode.NOT_SIGNED_ON);
        }
        books.signOns.remove(order.number());
        return Answer.ok(new Answer.SignOnFacts(order.number()));
    }

    Answer configure(Order.Configure order) {
        boolean valid = isWithin(order.keyRetentionDays(), 1, 3_650)
                && isWithin(order.temporaryLossDays(), 1, 60)
                && isWithin(order.dayCutMinutes(), 0, 1_439)
                && order.billLimitFen() >= 0
                && order.dailyAccountLimitFen() >= 0
                && order.maxAccounts() >= 0
                && isWithin(order.rulesRevision(), 0, ConfigureBody.CURRENT_RULES);
        if (!valid) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        books.settings = order;
        return Answer.ok();
    }

    private static boolean isWithin(int value, int least, int most) {
        return value >= least && value <= most;
    }

    Answer closeDay(Order.Query order) {
        if (order.settlementId() >= books.businessDate || order.settlementId() < 0) {
            return new Answer(ResultCode.FIELD_INVALID, books.businessDate, Answer.NO_BODY);
        }
        if (order.settlementId() <= books.closedThrough) {
            return Answer.okAlready();
        }
        books.closedThrough = (int) order.settlementId();
        return Answer.ok();
    }
}
