#!/usr/bin/env python3
"""Writes src/Modules/Accounts/Passwords/common-passwords.txt: what attackers try first of at least twelve characters.

Shorter passwords are refused anyway. The words below are what years of published lists have at their top, written down by hand; people who
must reach a length put words together, repeat them, walk along the keyboard, and add years and digits, and so does this.
"""
import itertools, pathlib

WORDS = """password passw0rd p@ssword p@ssw0rd qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm iloveyou admin administrator root welcome letmein
monkey dragon football baseball basketball superman batman master sunshine princess shadow michael jordan charlie freedom whatever trustno1 starwars
computer internet secret summer winter spring autumn hello hellokitty flower lovely loveme liverpool chelsea arsenal barcelona mustang ferrari corvette
harley ranger hunter killer soccer hockey tigger pokemon naruto minecraft fortnite roblox google facebook instagram samsung iphone android windows
microsoft test tester testing guest user default changeme change temp temporary demo login access system server oracle database mysql postgres
woaini woaiwojia woaini1314 wangyang zhangwei zhanghao wodemima mima nihao nihaoma aini1314 iloveyou1314 haohao xiaoming dearbook taobao alipay weixin
tencent baidu wangluo diannao zhongguo beijing shanghai guangzhou shenzhen diner shenye kapu shop store merchant operator qazwsx qweasd qwe asd zxc abc
abcd abcde abcdef abcdefg a1b2c3 a1b2c3d4 q1w2e3 q1w2e3r4 1q2w3e 1q2w3e4r 1qaz2wsx zaq1xsw2 qwer1234 asdf1234 love angel jesus""".split()
TAILS = """1 2 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0 00 000 01 007 11 111 1111 22 69 77 88 99 100 321 520 521 666 777 888 999 1314
5201314 ! !! !1 1! @ @1 @12 @123 @1234 @12345 #1 #123 123! 1234! 12345! 123456! 123. a abc qwe qwer qwerty""".split() + [str(year) for year in range(1970, 2031)]
WALKS = ["1234567890", "0987654321", "qwertyuiop", "poiuytrewq", "asdfghjkl", "lkjhgfdsa", "zxcvbnm", "mnbvcxz", "1qaz2wsx3edc4rfv5tgb6yhn", "qazwsxedcrfvtgbyhn",
         "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qweasdzxc", "147258369", "159753", "789456123", "abcdefghijklmnopqrstuvwxyz"]
PHRASES = """correcthorsebatterystaple thequickbrownfox iloveyouforever iloveyousomuch loveyouforever letmeinplease changemenow changeme1234 passwordpassword
adminadminadmin administrator1 administrator123 welcometothe jungle1234 tobeornottobe maytheforcebewithyou opensesame123 thisismypassword mypassword123 mypassword1234
yourpassword newpassword1 newpassword123 password1password1 nopassword123 thereisnospoon trustnoone123 iamthebest123 whatthefuck1 fuckyou12345 fuckyou123456
woaininimenma woaiwojia1314 nishishabi123 wodemimashi123 wobuzhidao123 zhendehenxiangni""".split()


def candidates():
    yield from PHRASES
    for word in WORDS:
        yield word
        yield from (word + tail for tail in TAILS)
        yield from (tail + word for tail in TAILS if tail.isdigit())
        yield from (word * times for times in (2, 3, 4))
    yield from (a + b for a, b in itertools.permutations(WORDS[:60], 2) if len(a + b) <= 16)
    for walk in WALKS:
        ring = walk * 3
        yield from (ring[:length] for length in range(12, 21))
        yield walk + walk[::-1]
    for letter in "0123456789abcdefghijklmnopqrstuvwxyz":
        yield from (letter * length for length in range(12, 21))
    for pair in ("12", "21", "ab", "01", "69", "13", "xo", "qw", "aa11", "1122", "112233", "121212", "123123", "abcabc", "123321", "qwe123", "abc123"):
        yield from ((pair * 10)[:length] for length in range(12, 17))
    for year in range(1950, 2031):  # a birthday, twice or with a name in front
        yield from (f"{year}{month:02}{year}{month:02}" for month in range(1, 13))


words = sorted({word.lower() for word in candidates() if 12 <= len(word) <= 32})
target = pathlib.Path(__file__).parent.parent / "src/Modules/Accounts/Passwords/common-passwords.txt"
target.write_text("\n".join(words) + "\n")
print(len(words), "passwords,", target.stat().st_size, "bytes")
