package org.medsettle.model;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.CreditBody;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.person.Person;

/** The model of what administrators do under a key: credits, and what happens to accounts and institutions. */
final class NaiveOffice {
    /** Most that one credit or opening balance may bring, as on a bill. */
    static final long MOST_FEN = 9_999_999_999L;

    private final Books books;
    private final NaiveAccess access;

    NaiveOffice(Books books, NaiveAccess access) {
        this.books = books;
        this.access = access;
    }

    Answer credit(Order.Credit order) {
        Answer early = access.repeat(order);
        return early != null ? early : access.keep(order, order.person(), decide(order));
    }

    private Answer decide(Order.Credit order) {
        Books.Person person = books.persons.get(order.person());
        if (person == null) {
            return Answer.refused(ResultCode.PERSON_UNKNOWN);
        }
        Books.Account account = person.account;
        if (account == null) {
            return Answer.refused(ResultCode.NO_PERSONAL_ACCOUNT);
        }
        if (account.closed) {
            return Answer.refused(ResultCode.ACCOUNT_CLOSED);
        }
        Answer refusal = creditRefusal(order, account);
        if (refusal != null) {
            return refusal;
        }
        account.balanceFen += order.amountFen();
        account.creditsFen += order.amountFen();
        return Answer.ok();
    }

    private static @Nullable Answer creditRefusal(Order.Credit order, Books.Account account) {
        long amount = order.amountFen();
        if (order.kind() < CreditBody.CONTRIBUTION || order.kind() > CreditBody.CORRECTION) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        boolean correction = order.kind() == CreditBody.CORRECTION;
        if (correction && !areTwo(order.operator(), order.secondOperator())) {
            return Answer.refused(ResultCode.FORBIDDEN);
        }
        boolean positive = amount > 0 && amount <= MOST_FEN;
        boolean negative = amount < 0 && amount >= -MOST_FEN;
        if (!positive && !(correction && negative)) {
            return Answer.refused(ResultCode.AMOUNT_INVALID);
        }
        return account.balanceFen + amount < 0 ? Answer.refused(ResultCode.BALANCE_INSUFFICIENT) : null;
    }

    private static boolean areTwo(String operator, String secondOperator) {
        return !operator.isEmpty() && !secondOperator.isEmpty() && !operator.equals(secondOperator);
    }

    Answer accountEvent(Order.Event order) {
        Answer early = access.repeat(order);
        return early != null ? early : access.keep(order, order.person(), decideAccount(order));
    }

    private Answer decideAccount(Order.Event order) {
        Books.Person person = books.persons.get(order.person());
        if (person == null) {
            return Answer.refused(ResultCode.PERSON_UNKNOWN);
        }
        boolean employee = person.imported.insuranceType() == Person.EMPLOYEE_SCHEME;
        Books.Account account = person.account;
        if (!employee || account == null) {
            return Answer.refused(ResultCode.NO_PERSONAL_ACCOUNT);
        }
        return switch (order.event()) {
            case EventBody.ACCOUNT_OPEN -> reopen(account);
            case EventBody.ACCOUNT_FREEZE -> freeze(account, true);
            case EventBody.ACCOUNT_UNFREEZE -> freeze(account, false);
            case EventBody.ACCOUNT_CLOSE -> close(account);
            default -> Answer.refused(ResultCode.FIELD_INVALID);
        };
    }

    private Answer reopen(Books.Account account) {
        if (!account.closed) {
            return named(ResultCode.ACCOUNT_OPEN);
        }
        account.closed = false;
        return Answer.ok();
    }

    private static Answer freeze(Books.Account account, boolean frozen) {
        if (account.closed) {
            return Answer.refused(ResultCode.ACCOUNT_CLOSED);
        }
        account.frozen = frozen;
        return Answer.ok();
    }

    private Answer named(ResultCode reason) {
        return Answer.refused(books.settings.rulesRevision() >= 2 ? reason : ResultCode.FIELD_INVALID);
    }

    private Answer close(Books.Account account) {
        if (account.closed) {
            return Answer.refused(ResultCode.ACCOUNT_CLOSED);
        }
        if (account.balanceFen != 0) {
            return named(ResultCode.ACCOUNT_NOT_EMPTY);
        }
        account.closed = true;
        return Answer.ok();
    }

    Answer institutionEvent(Order.Event order) {
        Books.Institution institution = books.institution(order.head().institution());
        if (institution == null) {
            return Answer.refused(ResultCode.INSTITUTION_UNKNOWN);
        }
        Answer early = access.repeat(order);
        return early != null ? early : access.keep(order, order.person(), decideInstitution(order, institution));
    }

    private static Answer decideInstitution(Order.Event order, Books.Institution institution) {
        return switch (order.event()) {
            case EventBody.INSTITUTION_SUSPEND -> inService(institution, false);
            case EventBody.INSTITUTION_RESUME -> inService(institution, true);
            default -> Answer.refused(ResultCode.FIELD_INVALID);
        };
    }

    private static Answer inService(Books.Institution institution, boolean inService) {
        institution.inService = inService;
        return Answer.ok();
    }
}
