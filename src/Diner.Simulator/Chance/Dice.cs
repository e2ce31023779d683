using System.Numerics;

namespace Diner.Simulator.Chance;

/// <summary>
/// Random numbers that are the same for the same seed on every machine: xoshiro256** 1.0, its state filled by SplitMix64 (Blackman and Vigna,
/// "Scrambled linear pseudorandom number generators", 2018; https://prng.di.unimi.it). <c>System.Random</c> promises no algorithm.
/// </summary>
internal sealed class Dice
{
    private const double PoissonMeanMax = 30;

    private ulong _a, _b, _c, _d;

    /// <summary>From a whole state, for comparing with what the authors' code gives.</summary>
    internal Dice(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>Dice of their own for each purpose, so that what one part draws moves no other.</summary>
    public static Dice For(ulong seed, string purpose)
    {
        var mixed = seed;
        foreach (var letter in purpose)
        {
            mixed ^= letter;
            mixed = SplitMix(ref mixed);
        }

        return new Dice(SplitMix(ref mixed), SplitMix(ref mixed), SplitMix(ref mixed), SplitMix(ref mixed));
    }

    /// <summary>Sixty-four random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>From 0 to below 1, in steps of 2^-53.</summary>
    public double Share() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below the bound; unbiased (Lemire, "Fast random integer generation in an interval", 2019).</summary>
    public int Below(int bound)
    {
        while (true)
        {
            var product = (UInt128)Bits() * (uint)bound;
            if ((ulong)product >= (ulong.MaxValue - (uint)bound + 1) % (uint)bound)
                return (int)(product >> 64);
        }
    }

    /// <summary>True with that probability.</summary>
    public bool Hits(double probability) => Share() < probability;

    /// <summary>From <c>1 - spread</c> to below <c>1 + spread</c>.</summary>
    public double Around(double spread) => 1 + (((2 * Share()) - 1) * spread);

    /// <summary>How often something of that mean happens (Knuth's product of uniforms; a large mean in pieces, which add up).</summary>
    public int Poisson(double mean)
    {
        var count = 0;
        for (; mean > PoissonMeanMax; mean -= PoissonMeanMax)
            count += Poisson(PoissonMeanMax);
        var limit = Math.Exp(-mean);
        for (var product = Share(); product > limit; product *= Share())
            count++;
        return count;
    }

    /// <summary>Of mean 0 and deviation 1 (Marsaglia's polar method).</summary>
    public double Normal()
    {
        while (true)
        {
            var (x, y) = ((2 * Share()) - 1, (2 * Share()) - 1);
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }

    /// <summary>A place, by weights; they need not add up to 1.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        var left = Share() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }

        return weights.Length - 1;
    }

    internal static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
