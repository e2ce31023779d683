namespace Diner.Delivery.Mail;

/// <summary>The words of every template, zh-CN and en. A buyer reads the language of the page the order was placed on.</summary>
internal static class LetterTexts
{
    /// <summary>True for English; everything else reads zh-CN.</summary>
    public static bool IsEnglish(string locale) => locale.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>The words of that template.</summary>
    public static LetterWords For(MailTemplate template, string locale) => (template, IsEnglish(locale)) switch
    {
        (MailTemplate.Delivered, false) => new("卡密已送到", "您的卡密已送到", "打开订单页即可查看、复制和下载。链接只属于您，请不要转给别人。", "查看卡密"),
        (MailTemplate.Delivered, true) => new("Your keys are here", "Your keys are here", "Open your order to see, copy and download them. The link is yours alone: please do not pass it on.", "See my keys"),
        (MailTemplate.AwaitingStock, false) => new("已收到付款，正在补货", "已收到付款，卡密正在补货", "到货后会第一时间自动送达，您什么都不用做。如果超过店铺的期限仍未到货，款项会原路退回。", "查看订单"),
        (MailTemplate.AwaitingStock, true) => new("Paid, restocking", "We have your payment and are restocking", "Your keys are delivered automatically the moment they arrive. There is nothing you need to do. If they do not arrive within the shop's limit, your money goes back.", "See my order"),
        (MailTemplate.AmountMismatch, false) => new("付款金额与订单不符", "付款金额与订单不符", "我们收到了您的付款，但金额与订单不一致，店家正在核对。请不要再次付款。", "查看订单"),
        (MailTemplate.AmountMismatch, true) => new("The amount paid differs", "The amount paid differs from the order", "We have received a payment, but not the amount of the order. The shop is checking it. Please do not pay again.", "See my order"),
        (MailTemplate.Manual, false) => new("已收到付款，店家处理中", "已收到付款，店家正在为您处理", "这件商品由店家人工处理，完成后会再发邮件给您。", "查看订单"),
        (MailTemplate.Manual, true) => new("Paid, being prepared", "We have your payment and are preparing your order", "A person at the shop fulfils this order. We write again when it is done.", "See my order"),
        (MailTemplate.LookupCode, false) => new("查询验证码", "您的查询验证码", "验证码 10 分钟内有效。如果不是您本人操作，忽略这封邮件即可。", "打开查询页"),
        (MailTemplate.LookupCode, true) => new("Your look-up code", "Your look-up code", "The code is valid for 10 minutes. If it was not you who asked for it, ignore this mail.", "Open the look-up page"),
        (MailTemplate.KeyReplaced, false) => new("已为您换新卡密", "有问题的卡密已换新", "您报告的卡密确有问题，店家已换了一张新的，打开订单页即可查看。给您添麻烦了。", "查看新卡密"),
        (MailTemplate.KeyReplaced, true) => new("Your key was replaced", "A key that did not work was replaced", "The shop has given you a new key in its place. Open your order to see it. We are sorry for the trouble.", "See my new key"),
        (MailTemplate.ReportAnswered, false) => new("店家回复了您的问题", "店家回复了您报告的问题", "店家核实了您报告的卡密，回复如下。如果还是用不了，可以在订单页再次报告。", "打开订单"),
        (MailTemplate.ReportAnswered, true) => new("The shop has answered", "The shop has answered your report", "The shop looked into the key you reported; its answer is below. If the key still does not work, report it again on your order.", "Open my order"),
        (MailTemplate.Refunded, false) => new("退款已提交", "您的退款已提交", "款项会按原路退回您付款的账户。到账时间取决于支付渠道，通常几分钟，银行卡可能要几天。", "查看订单"),
        (MailTemplate.Refunded, true) => new("Your money goes back", "Your money goes back", "It returns the way it came, to the account you paid with. How long that takes is up to the channel: often minutes, with cards up to days.", "See my order"),
        (MailTemplate.StaffInvitation, false) => new("邀请您加入", "邀请您一起看店", "打开链接，写下姓名、设一个密码，就可以开始了。链接 72 小时内有效，只能用一次。", "接受邀请"),
        (MailTemplate.StaffInvitation, true) => new("You are invited", "You are invited to work here", "Open the link, write your name and choose a password, and you can begin. The link is good for 72 hours, once.", "Accept the invitation"),
        (MailTemplate.StaffPassword, false) => new("重设密码", "重设您的密码", "链接 1 小时内有效，只能用一次。如果不是您本人操作，忽略这封邮件即可，密码不会改变。", "设置新密码"),
        (MailTemplate.StaffPassword, true) => new("Set a new password", "Set a new password", "The link is good for one hour, once. If it was not you who asked for it, ignore this mail: your password stays as it is.", "Set a new password"),
        (MailTemplate.StaffNewDevice, false) => new("新设备登录提醒", "有人在新设备上登录了您的账号", "是您本人就不用理会。不是的话，请立刻退出那次登录并修改密码。", "查看登录"),
        (MailTemplate.StaffNewDevice, true) => new("A sign-in from a new device", "Somebody signed in to your account from a new device", "If it was you, all is well. If not, end that session and change your password now.", "See my sessions"),
        (MailTemplate.StaffSecondFactorReset, false) => new("两步验证已重置", "您的两步验证已被平台重置", "原来的验证器、通行密钥和恢复码都已失效，所有登录都已退出。请重新登录并再次设置。如果您没有向平台提出过，请立刻修改密码并联系平台。", "重新设置"),
        (MailTemplate.StaffSecondFactorReset, true) => new("Your second step was reset", "The operator reset your second step", "Your authenticator, passkeys and recovery codes no longer count, and every sign-in has ended. Sign in and set the second step up again. If you did not ask for it, change your password now and tell the operator.", "Set it up again"),
        (MailTemplate.StaffPayoutAccount, false) => new("收款账户已变更", "店铺的收款账户被修改了", "为了安全，冷静期内不会向任何账户打款。是您或同事修改的就不用理会；不是的话，请立刻打开链接撤销这次变更，并修改密码。", "查看并撤销"),
        (MailTemplate.StaffPayoutAccount, true) => new("The account for pay-outs was changed", "The account your shop is paid out to was changed", "For a while nothing is paid out to any account. If it was you or a colleague, all is well. If not, open the link, take the change back, and change your password now.", "See it and take it back"),
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, "A template without words."),
    };

    /// <summary>The labels of facts.</summary>
    public static (string OrderNo, string Goods, string Amount, string Keys) Labels(string locale) =>
        IsEnglish(locale) ? ("Order", "Goods", "Amount", "Keys") : ("订单号", "商品", "金额", "卡密");

    /// <summary>The label of the shop's own words.</summary>
    public static string ShopSays(string locale) => IsEnglish(locale) ? "The shop says" : "店家说明";

    /// <summary>The labels of facts in letters to staff.</summary>
    public static (string Merchant, string InvitedBy, string Until, string At, string From, string Browser, string By) StaffLabels(string locale) =>
        IsEnglish(locale) ? ("For", "Invited by", "Good until", "Time", "Network address", "Browser", "Changed by") : ("商家", "邀请人", "有效期至", "时间", "网络地址", "浏览器", "修改人");

    /// <summary>What the house calls itself in letters to staff.</summary>
    public static string House(string locale) => IsEnglish(locale) ? "Diner" : "深夜卡铺";

    /// <summary>The line under letters to staff.</summary>
    public static string StaffFooter(string locale) => IsEnglish(locale)
        ? "Sent by Diner because somebody works with this address, or is invited to."
        : "这封邮件由深夜卡铺发送，因为有人用这个邮箱工作，或受邀加入。";

    /// <summary>The line under every mail.</summary>
    public static string Footer(string locale, string shopName) => IsEnglish(locale)
        ? $"Sent by {shopName} because an order was placed or looked up with this address."
        : $"这封邮件由{shopName}发送，因为有人用这个邮箱下单或查询订单。";
}
