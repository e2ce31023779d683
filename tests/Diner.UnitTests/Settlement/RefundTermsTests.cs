using CsCheck;
using Diner.Kernel;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Refund;
using Xunit;

namespace Diner.UnitTests.Settlement;

public sealed class RefundTermsTests
{
    [Fact]
    public void However_a_payment_is_given_back_in_parts_the_fees_sum_to_the_whole() =>
        Gen.Select(Gen.Long[1, 1_000_000_000], Gen.Double[0, 1], Gen.Int[1, 7]).Sample((paid, share, parts) =>
        {
            var fee = (long)(paid * share);
            var refunded = 0L;
            var (fees, fromMerchant) = (0L, 0L);
            for (var i = 1; i <= parts; i++)
            {
                var part = i == parts ? paid - refunded : (paid - refunded) / (parts - i + 1);
                if (part == 0)
                    continue;
                var terms = RefundTerms.Of(Payment(paid, refunded), Money.Cny(part), fee, feeReturnedPercent: 100, channelReturnsFee: false);
                fees += terms.FeeReturnedMinor;
                fromMerchant += terms.FromMerchant.AmountMinor;
                refunded += part;
            }

            Assert.Equal((fee, paid - fee), (fees, fromMerchant));
        }, iter: 20_000);

    [Fact]
    public void A_house_that_keeps_its_fee_takes_all_of_it_from_the_merchant() =>
        Assert.Equal(1000, RefundTerms.Of(Payment(1000, 0), Money.Cny(1000), 15, feeReturnedPercent: 0, channelReturnsFee: false).FromMerchant.AmountMinor);

    [Fact]
    public void Money_that_belongs_to_no_order_has_no_fees_to_return() =>
        Assert.Equal(new RefundTerms(Money.Cny(500), 0, 0, 0), RefundTerms.Of(Payment(1000, 0) with { Outcome = PaymentOutcome.Unmatched }, Money.Cny(500), 15, 100, channelReturnsFee: true));

    private static LockedPayment Payment(long paid, long refunded) => new(default, default, default, "t", Money.Cny(paid)) { OrderNo = "D", RefundedMinor = refunded, Outcome = PaymentOutcome.Applied };
}
