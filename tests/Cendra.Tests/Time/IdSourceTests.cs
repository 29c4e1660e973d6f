using Cendra.Domain.Time;
using Cendra.Tests.World;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Time;

public sealed class IdSourceTests
{
    private readonly FakeTimeProvider _time = new(TestDatabase.Start);

    [Fact]
    public void Ids_of_one_millisecond_are_unique()
    {
        var ids = Source();
        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Select(_ => ids.Next()).Distinct().Count());
    }

    [Fact]
    public void Ids_rise_with_the_millisecond_they_were_made_in()
    {
        var ids = Source();
        var texts = new List<string>();
        for (var i = 0; i < 500; i++)
        {
            texts.Add(ids.Next().ToString());
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        Assert.Equal(TestDatabase.Start.ToUnixTimeMilliseconds().ToString("x12", null), texts[0].Replace("-", "", StringComparison.Ordinal)[..12]);
    }

    [Fact]
    public void Ids_are_uuids_of_version_7()
    {
        var ids = Source();
        for (var i = 0; i < 200; i++)
        {
            var text = ids.Next().ToString();
            Assert.Equal('7', text[14]);
            Assert.Contains(text[19], "89ab");
        }
    }

    [Fact]
    public void The_same_seed_and_clock_give_the_same_ids()
    {
        Assert.Equal(Source().Next(), Source().Next());
        Assert.NotEqual(Source().Next(), Source(seed: 2).Next());
    }

    private IdSource Source(int seed = 1) => new(new StayClock(_time), new SeededRandom(seed));
}
