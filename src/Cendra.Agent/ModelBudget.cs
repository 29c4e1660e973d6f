namespace Cendra.Agent;

/// <summary>What the model may still cost when a turn begins.</summary>
/// <param name="CallsLeft">Requests that are left to this conversation today.</param>
/// <param name="TokensLeft">Tokens that are left to it today, in and out.</param>
/// <param name="MonthIsOver">The tokens of the installation for this month are used up.</param>
public sealed record ModelBudget(int CallsLeft, long TokensLeft, bool MonthIsOver)
{
    /// <summary>Nobody counts.</summary>
    public static readonly ModelBudget Unlimited = new(int.MaxValue, long.MaxValue, false);

    /// <summary>Why the model is not asked, in a host's words; empty = it may be.</summary>
    public string Spent => MonthIsOver ? "The model's tokens of this month are used up"
        : CallsLeft <= 0 ? "This conversation has asked the model as often as it may in a day"
        : TokensLeft <= 0 ? "This conversation has used the model's tokens of a day"
        : "";
}
