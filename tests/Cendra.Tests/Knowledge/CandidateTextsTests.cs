using Cendra.Domain.Access;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Xunit;

namespace Cendra.Tests.Knowledge;

/// <summary>Of a host's words nothing that opens a door is kept readable as an answer; what every guest may read stays as it was written.</summary>
public sealed class CandidateTextsTests
{
    [Theory]
    [InlineData("It opens with [[code:K7Q2]].", "[[")]
    [InlineData("The password is Blaumeise-im-Garten.", "Blaumeise")]
    [InlineData("Type 482913 and press the tick.", "482913")]
    [InlineData("The code of the key box is 7391.", "7391")]
    [InlineData("El código de la caja es 7391.", "7391")]
    public async Task Tokens_codes_and_secrets_are_left_out(string reply, string gone)
    {
        var kept = await AnswerAsync(reply);
        Assert.DoesNotContain(gone, kept, StringComparison.Ordinal);
        Assert.Contains(KnownCodes.LeftOut, kept, StringComparison.Ordinal);
        Assert.Equal(CandidateKind.StaySpecific, ReplyNature.Of(kept, new ReplyFacts([], OffersOtherTimes: false)).Kind);
    }

    [Theory]
    [InlineData("The hairdryer is in the bathroom cupboard.")]
    [InlineData("The pool is open from 9:00 to 21:00 and costs 10 €.")]
    [InlineData("For a taxi call +34 912 345 678.")]
    public async Task Other_words_stay_as_they_are(string reply) => Assert.Equal(reply, await AnswerAsync(reply));

    private static async Task<string> AnswerAsync(string reply)
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.Database.SaveAsync(new PropertySecret { Id = world.Database.Ids.Next(), PropertyId = world.CasaId, Name = "wifi", Sealed = world.Database.Get<SecretVault>().Seal("Blaumeise-im-Garten") });
        return await world.ReadAsync(db => world.Database.Get<CandidateTexts>().AnswerAsync(db, reply, CancellationToken.None));
    }
}
