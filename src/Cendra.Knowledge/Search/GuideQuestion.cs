namespace Cendra.Knowledge.Search;

/// <summary>What is asked, of which property, and by whom. Everything but <paramref name="Question"/> decides which articles may be read at all.</summary>
/// <param name="PropertyId">The one property whose guide is read.</param>
/// <param name="Question">In the guest's words.</param>
/// <param name="Language">BCP 47, two letters: of several translations the one that is read.</param>
/// <param name="MaySeeSensitive">The guest of a confirmed stay asks.</param>
/// <param name="FromDay">First day of the stay, by the property's clock.</param>
/// <param name="UntilDay">Last day of it; an article holds if it holds on one of the days.</param>
public sealed record GuideQuestion(Guid PropertyId, string Question, string Language, bool MaySeeSensitive, DateOnly FromDay, DateOnly UntilDay);
