-- The work of a settlement for PostgreSQL in the best form we know: the request's key, the card, the list, the balance, the
-- debit and the record in one function and one transaction; an institution's total is the sum of its records, since a row
-- of totals that every settlement updates costs a quarter of the rate.

create table account (id bigint primary key, balance bigint not null) with (fillfactor = 80);
create table card (number bigint primary key, account bigint not null, active boolean not null);
create table invalid_card (number bigint primary key);
create table institution (id int primary key, in_service boolean not null);

create table settlement (
    id bigint generated always as identity primary key,
    key_high bigint not null,
    key_low bigint not null,
    account bigint,
    institution int not null,
    amount bigint not null,
    balance_after bigint,
    code smallint not null,
    at timestamptz not null default clock_timestamp(),
    unique (key_high, key_low)
);

-- Codes: 0 settled, 14 card unknown or not active, 62 on the list, 3 institution, 51 balance.
create function settle(p_high bigint, p_low bigint, p_card bigint, p_institution int, p_amount bigint)
    returns int language plpgsql as $$
declare
    v_code int;
    v_account bigint;
    v_balance bigint;
begin
    select code into v_code from settlement where key_high = p_high and key_low = p_low;
    if found then
        return v_code;
    end if;
    v_code := 0;
    select account into v_account from card where number = p_card and active;
    if not found then
        v_code := 14;
    elsif exists (select from invalid_card where number = p_card) then
        v_code := 62;
    elsif not exists (select from institution where id = p_institution and in_service) then
        v_code := 3;
    else
        update account set balance = balance - p_amount where id = v_account and balance >= p_amount
            returning balance into v_balance;
        if not found then
            v_code := 51;
        end if;
    end if;
    -- Two at once with one key: the second fails here on the unique index and its debit is rolled back.
    insert into settlement (key_high, key_low, account, institution, amount, balance_after, code)
        values (p_high, p_low, v_account, p_institution, p_amount, v_balance, v_code);
    return v_code;
end $$;

-- The same for an array of requests in one transaction. Accounts are locked in the order of their ids, so that two batches
-- cannot deadlock. A bill above the balance alone is declined; of several bills of one account in a batch, those are paid
-- that their running sum leaves room for.
create function settle_batch(p_high bigint[], p_low bigint[], p_card bigint[], p_institution int[], p_amount bigint[])
    returns int[] language plpgsql as $$
declare
    v_codes int[];
begin
    perform 1 from account
        where id in (select c.account from unnest(p_card) r(number) join card c using (number))
        order by id for update;
    with request as (
        select * from unnest(p_high, p_low, p_card, p_institution, p_amount)
            with ordinality as r(high, low, card, institution, amount, n)
    ), fresh as (
        select distinct on (r.high, r.low) r.* from request r
            where not exists (select from settlement s where s.key_high = r.high and s.key_low = r.low)
            order by r.high, r.low, r.n
    ), judged as (
        select f.*, c.account, a.balance,
            case when c.number is null or not c.active then 14
                when i.number is not null then 62
                when t.id is null or not t.in_service then 3
                when f.amount > a.balance then 51
                else 0 end as code
        from fresh f
            left join card c on c.number = f.card
            left join account a on a.id = c.account
            left join invalid_card i on i.number = f.card
            left join institution t on t.id = f.institution
    ), summed as (
        select j.*, sum(amount) filter (where code = 0) over (partition by account order by n) as upto from judged j
    ), decided as (
        select high, low, account, institution, amount, n, balance - upto as balance_after,
            case when code = 0 and upto > balance then 51 else code end as code
        from summed
    ), debited as (
        update account a set balance = a.balance - d.total
            from (select account, sum(amount) as total from decided where code = 0 group by account) d
            where a.id = d.account
    ), booked as (
        insert into settlement (key_high, key_low, account, institution, amount, balance_after, code)
            select high, low, account, institution, amount, case when code = 0 then balance_after end, code
            from decided order by n
    )
    select array_agg(coalesce(d.code, s.code) order by r.n) into v_codes
    from request r
        left join decided d on d.high = r.high and d.low = r.low
        left join settlement s on s.key_high = r.high and s.key_low = r.low;
    return v_codes;
end $$;

create procedure load(p_accounts int, p_institutions int) language plpgsql as $$
begin
    insert into account select n, 100000 + n * 7919::bigint % 400000 from generate_series(1, p_accounts) n;
    insert into card select 6217000000000000 + n, n, true from generate_series(1, p_accounts) n;
    insert into invalid_card select 6217000000000000 + n from generate_series(100, p_accounts, 100) n;
    insert into institution select n, true from generate_series(1, p_institutions) n;
end $$;
