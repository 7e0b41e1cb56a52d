package org.medsettle.gateway.cli.population;

/** Chinese names put together by chance. Threads: stateless. */
final class Names {
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英文华建国红玉梅春生志宏晓东海燕云飞鹏宇晨欣怡子涵一诺浩然思源雨桐";

    private Names() {}

    /** A surname and one or two given characters. */
    static String of(Draw draw, long index, int purpose) {
        long bits = draw.bits(index, purpose) >>> 1;
        StringBuilder name = new StringBuilder(3).append(SURNAMES.charAt((int) (bits % SURNAMES.length())));
        bits /= SURNAMES.length();
        name.append(GIVEN.charAt((int) (bits % GIVEN.length())));
        bits /= GIVEN.length();
        if (bits % 5 != 0) {
            name.append(GIVEN.charAt((int) (bits / 5 % GIVEN.length())));
        }
        return name.toString();
    }
}
