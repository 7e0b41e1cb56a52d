-- The work of a settlement for Redis: the request's key, card and status, the list, the balance, the debit, the
-- institution's total and the record, in one script.
-- KEYS: request, account, institution. ARGV: card, institution, amount, time.
-- Codes: 0 settled, 14 card unknown or not active, 62 on the list, 51 balance.
local known = redis.call('GET', KEYS[1])
if known then
    return struct.unpack('b', known)
end
local account = redis.call('HMGET', KEYS[2], 's', 'b')
local amount = tonumber(ARGV[3])
local balance = tonumber(account[2])
local code = 0
if account[1] ~= '1' then
    code = 14
elseif redis.call('SISMEMBER', 'invalid', ARGV[1]) == 1 then
    code = 62
elseif balance < amount then
    code = 51
else
    balance = redis.call('HINCRBY', KEYS[2], 'b', -amount)
    redis.call('INCRBY', KEYS[3], amount)
end
local id = redis.call('INCR', 'settlements')
redis.call('SET', KEYS[1], struct.pack('bi8i8i4i6i6i6', code, id, tonumber(ARGV[1]), tonumber(ARGV[2]), amount,
    balance or 0, tonumber(ARGV[4])))
return code
