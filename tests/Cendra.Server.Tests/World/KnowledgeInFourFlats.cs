using Cendra.Domain.Access;
using Cendra.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.World;

/// <summary>What was written about the four flats by that evening: articles in every state, secrets, questions of guests, and answers that rest on articles.</summary>
public static class KnowledgeInFourFlats
{
    /// <summary>What stands nowhere on a page before a reveal.</summary>
    public const string Wifi = "SolYMar-2026";

    /// <summary>What a page can be opened at.</summary>
    public sealed record Places(Guid Parking, Guid LeftOut, Guid Property, Guid Candidate);

    /// <summary>Fills in what is known after <see cref="WordsInFourFlats.FillAsync"/>.</summary>
    public static async Task<Places> FillAsync(House house, Guid conversation)
    {
        await using var db = house.Database.Open();
        var begur = await db.Properties.SingleAsync(p => p.Name == "Casa Tramuntana");
        var born = await db.Properties.SingleAsync(p => p.Name == "Passeig del Born 9, 3-2");
        var parking = Article(house, "Where can we park?", "There are **two places** in the yard, to the right of the gate.\n\n- The gate closes by itself\n- Vans do not fit", "parking", begur.Id, born.Id);
        parking.IsSensitive = true;
        db.Articles.Add(parking);
        var heating = Article(house, "How does the heating work?", "It is set to 20 °C. Turn the white wheel beside the door.", "", begur.Id);
        heating.Status = ArticleStatus.Pending;
        var leftOut = Article(house, "How do we get onto the network?", "Network Casa Tramuntana, password {{left-out}}.", "wifi", born.Id);
        (leftOut.Status, leftOut.Hindrance) = (ArticleStatus.Pending, "Something that looked like a code was left out. Put the place of a secret there, such as {{wifi}}, or take it away.");
        var pool = Article(house, "¿Está abierta la piscina?", "Sí, de junio a septiembre.", "", begur.Id);
        (pool.Language, pool.ValidFrom, pool.ValidUntil, pool.Status) = ("es", new DateOnly(2026, 6, 1), new DateOnly(2026, 9, 30), ArticleStatus.Approved);
        var wifi = Article(house, "What is the Wi-Fi password?", "The network is Casa Tramuntana, the password {{wifi}}. In the garden it is {{wifi-garden}}.", "wifi");
        wifi.IsForAll = true;
        var old = Article(house, "Is there a cot?", "Not any more.", "", begur.Id);
        old.Status = ArticleStatus.Off;
        db.Articles.AddRange(heating, leftOut, pool, wifi, old);
        var vault = house.Services.GetRequiredService<SecretVault>();
        db.PropertySecrets.Add(new PropertySecret { Id = house.NextId(), PropertyId = begur.Id, Name = "wifi", Words = "Network Casa Tramuntana", Sealed = vault.Seal(Wifi), ChangedUtc = House.Evening.AddDays(-9) });
        db.PropertySecrets.Add(new PropertySecret { Id = house.NextId(), PropertyId = begur.Id, Name = "lockbox", Kind = SecretKind.Lockbox, Told = SecretTold.FromCheckIn, Sealed = vault.Seal("7291"), ChangedUtc = House.Evening.AddDays(-2) });
        var turn = await db.AgentTurns.FirstAsync(t => t.ConversationId == conversation && t.MessageId != null);
        db.AnswerSources.Add(new AnswerSource { Id = house.NextId(), AgentTurnId = turn.Id, ArticleId = parking.Id, Number = 1, Why = "Both speak of parking" });
        var candidate = Candidate(house, conversation, begur.Id, "Is there a supermarket nearby?", "Yes, Mercat Begur, 300 m down the street. Open until 21:00.", CandidateKind.Stable, "It names no date and no guest.", 3);
        var second = Candidate(house, conversation, begur.Id, "Podemos aparcar en la calle?", "For you it is fine on Saturday, I asked the neighbour.", CandidateKind.StaySpecific, "It speaks of a day of this stay.", 1);
        (second.ConflictsWithId, second.ConflictWords, second.Language) = (parking.Id, "The article says the yard, the answer says the street.", "es");
        db.ArticleCandidates.AddRange(candidate, second, Candidate(house, conversation, begur.Id, "Does the oven have a grill?", "", CandidateKind.Unknown, "", 2), Candidate(house, null, null, "Can we bring a dog?", "Small dogs are welcome.", CandidateKind.Stable, "It names no date and no guest.", 1));
        await db.SaveChangesAsync();
        return new Places(parking.Id, leftOut.Id, begur.Id, candidate.Id);
    }

    private static Article Article(House house, string question, string answer, string topic, params Guid[] properties)
    {
        var article = new Article { Id = house.NextId(), Question = question, Answer = answer, Topic = topic, Language = "en", Status = ArticleStatus.Approved, CreatedUtc = House.Evening.AddDays(-30), ChangedUtc = House.Evening.AddDays(-3) };
        article.Versions.Add(new ArticleVersion { Id = house.NextId(), ArticleId = article.Id, Number = 1, Question = question, Answer = "An earlier answer.", Actor = "cendra", AtUtc = House.Evening.AddDays(-30) });
        article.Versions.Add(new ArticleVersion { Id = house.NextId(), ArticleId = article.Id, Number = 2, Question = question, Answer = answer, Actor = "cendra", AtUtc = House.Evening.AddDays(-3) });
        article.Number = 2;
        article.Properties.AddRange(properties.Select(p => new ArticleProperty { ArticleId = article.Id, PropertyId = p }));
        return article;
    }

    private static ArticleCandidate Candidate(House house, Guid? conversation, Guid? property, string question, string answer, CandidateKind kind, string words, int times)
    {
        var candidate = new ArticleCandidate
        {
            Id = house.NextId(), PropertyId = property, Question = question, QuestionKey = $"{house.NextId():N}", Language = "en", Answer = answer, Kind = kind, KindWords = words,
            FirstAskedUtc = House.Evening.AddDays(-6), LastAskedUtc = House.Evening.AddHours(-3),
        };
        candidate.Questions.AddRange(Enumerable.Range(0, times).Select(i => new CandidateQuestion
        {
            Id = house.NextId(), CandidateId = candidate.Id, DedupeKey = $"{house.NextId():N}", ConversationId = conversation, AskedUtc = House.Evening.AddHours(-3).AddDays(-i),
        }));
        return candidate;
    }
}
