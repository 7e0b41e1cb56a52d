package org.medsettle.gateway.his;

/**
 * The fields of requests that the door reads, by their national names, with the most characters each may have. All others
 * are ignored.
 *
 * <p>Threads: immutable.
 */
public enum HisField {
    INFNO("infno", 5),
    MSGID("msgid", 30),
    MDTRTAREA_ADMVS("mdtrtarea_admvs", 6),
    INSUPLC_ADMDVS("insuplc_admdvs", 6),
    RECER_SYS_CODE("recer_sys_code", 10),
    DEV_NO("dev_no", 100),
    DEV_SAFE_INFO("dev_safe_info", 2_000),
    CAINFO("cainfo", 1_024),
    SIGNTYPE("signtype", 10),
    INFVER("infver", 6),
    OPTER_TYPE("opter_type", 3),
    OPTER("opter", 30),
    OPTER_NAME("opter_name", 50),
    INF_TIME("inf_time", 19),
    FIXMEDINS_CODE("fixmedins_code", 12),
    FIXMEDINS_NAME("fixmedins_name", 200),
    SIGN_NO("sign_no", 30),
    INPUT("input", 40_000),
    DATA("data", 0),
    DRUGINFO("druginfo", 0),
    DRUGDETAIL("drugdetail", 0),
    SIGN_IN("signIn", 0),
    SIGN_OUT("signOut", 0),
    OPTER_NO("opter_no", 20),
    MAC("mac", 20),
    IP("ip", 20),
    PSN_NO("psn_no", 30),
    MDTRT_CERT_TYPE("mdtrt_cert_type", 3),
    MDTRT_CERT_NO("mdtrt_cert_no", 50),
    CARD_SN("card_sn", 32),
    BEGNTIME("begntime", 19),
    MEDFEE_SUMAMT("medfee_sumamt", 17),
    INVONO("invono", 20),
    INSUTYPE("insutype", 6),
    MED_TYPE("med_type", 6),
    ACCT_USED_FLAG("acct_used_flag", 1),
    SETL_ID("setl_id", 30),
    MDTRT_ID("mdtrt_id", 30),
    OMSGID("omsgid", 30),
    OINFNO("oinfno", 5),
    FEEDETL_SN("feedetl_sn", 30),
    MED_LIST_CODG("med_list_codg", 50),
    MEDINS_LIST_CODG("medins_list_codg", 150),
    DET_ITEM_FEE_SUMAMT("det_item_fee_sumamt", 17),
    CNT("cnt", 17),
    PRIC("pric", 17);

    private final String wireName;
    private final int charsMax;

    HisField(String wireName, int charsMax) {
        this.wireName = wireName;
        this.charsMax = charsMax;
    }

    public String wireName() {
        return wireName;
    }

    int charsMax() {
        return charsMax;
    }
}
