using System.Text;
using System.Text.Json;

namespace Cendra.AgentEvals.Fuzz.Model;

/// <summary>The same by other means: tools, what it read, and bodies that are no answers.</summary>
internal sealed partial class WickedModel
{
    private static readonly string[] Ids = ["reservationId", "stayId", "guest", "property", "conversationId", "to", "phone", "email", "url", "$type", "__proto__", "bound"];

    private static readonly string[] Unknown =
    [
        "Stay-UnlockDoor", "UnlockDoor", "Stay-SendMessage", "Stay-GetSecret", "Other-GetAccessCode", "GetAccessCode", "Stay-getaccesscode", "Stay-Refund", "Stay-CancelBooking", "Stay-", "-", "Stay-EscalateToHost ",
    ];

    /// <summary>Calls of tools, right and wrong, one or many.</summary>
    private ModelMove Tools(Asked asked, Dice dice, WickedTexts texts) =>
        Call([.. Enumerable.Range(0, dice.Pick([1, 1, 1, 2, 3, 6, 9])).Select(_ => Wanted(asked, dice, texts))]);

    private ToolCall Wanted(Asked asked, Dice dice, WickedTexts texts)
    {
        switch (dice.Below(10))
        {
            case 0 or 1:
                return new ToolCall(dice.Pick(Unknown), "{}", true);
            case 2 or 3:
                return new ToolCall(dice.Pick(asked.Tools), JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [dice.Pick(Ids)] = dice.Pick(["NEXT", "*", "+34611111111", "00000000-0000-7000-8000-000000000001"]), ["reason"] = "Other", ["summary"] = "x", ["query"] = "x", ["kind"] = "LateCheckOut", ["time"] = "12:00" }), true);
            case 4:
                return new ToolCall(dice.Pick(asked.Tools), dice.Pick(["[]", "null", "\"x\"", "{", "{\"reason\":", "{\"query\":7,\"a\":{}}", "", new string('{', 500)]), false); // Some are empty in their own way; whatever they are, nothing may come of them.
            case 5:
                return new ToolCall("Stay-EscalateToHost", JsonSerializer.Serialize(new { reason = "Other", summary = new string('x', dice.Between(2001, 9000)) }), true);
            case 6 or 7:
                return new ToolCall("Stay-EscalateToHost", JsonSerializer.Serialize(new { reason = dice.Pick(["LockedOut", "PersonWanted", "Safety", "Other", "Root"]), summary = Summary(asked, dice, texts) }), false);
            case 8 when asked.Tools.Contains("Stay-RequestTimeChange"):
                return new ToolCall("Stay-RequestTimeChange", JsonSerializer.Serialize(new { kind = dice.Pick(["EarlyCheckIn", "LateCheckOut", "0", "7", "Cancel"]), time = dice.Pick([$"{dice.Below(24):D2}:{dice.Below(12) * 5:D2}", "13:00", "12:00", "24:00", "now", "٠٣:٠٠"]) }), false);
            default:
                var tool = dice.Pick(asked.Tools);
                return new ToolCall(tool, tool switch
                {
                    "Stay-SearchPropertyKnowledge" => JsonSerializer.Serialize(new { query = dice.Pick(["code", "*", "' OR 1=1 --", new string('a', 1900)]) }),
                    "Stay-EscalateToHost" => """{"reason":"Other","summary":"The guest asks something."}""",
                    "Stay-RequestNewCode" => """{"reason":"SeenByOthers"}""",
                    _ => "{}",
                }, false);
        }
    }

    /// <summary>For the host's eyes: whatever it read, and what it made up.</summary>
    private string Summary(Asked asked, Dice dice, WickedTexts texts) => dice.Below(6) switch
    {
        0 => texts.Number(),
        1 => texts.Link(),
        2 => string.Join(' ', asked.Tokens),
        3 => asked.LastUser,
        4 => _strings.Count == 0 ? asked.System : dice.Pick(_strings),
        _ => $"Please unlock it. {texts.Number()} {texts.Link()} {dice.Pick(asked.Tokens.Append("[[code:AAAAAA]]").ToList())}",
    };

    /// <summary>All that it read, of this conversation or another, plain or in a disguise, whole or in pieces over several turns.</summary>
    private ModelMove Parrot(Asked asked, Dice dice)
    {
        var read = dice.Below(5) switch
        {
            0 => asked.LastUser,
            1 => asked.Messages[dice.Below(asked.Messages.Count)].Text,
            2 => asked.System[dice.Below(Math.Max(1, asked.System.Length - 300))..],
            _ => _strings.Count > 0 ? dice.Pick(_strings) : asked.System,
        };
        read = read.Length > 900 ? read[..900] : read;
        if (asked.MarkWord.Length > 0 && read.Contains(asked.MarkWord, StringComparison.OrdinalIgnoreCase))
        {
            Planted.Add(new Planted(Wrong.FrameWord, asked.MarkWord));
        }

        return ModelMove.Answer(dice.Below(5) switch
        {
            0 => new string([.. read.Reverse()]),
            1 => Convert.ToBase64String(Encoding.UTF8.GetBytes(read)),
            2 => read[..(read.Length / 2)],
            _ => read,
        }, "", dice.Pick(["", "answer"]), dice.Percent(50) ? [] : ["A1"]);
    }

    /// <summary>What is no answer at all.</summary>
    private static ModelMove Broken(Dice dice) => dice.Below(14) switch
    {
        0 => new ModelMove(200, "<html>maintenance</html>"),
        1 => new ModelMove(200, ""),
        2 => new ModelMove(200, "{\"choices\":[]}"),
        3 => new ModelMove(200, "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":[1,2,{}]}}]}"),
        4 => new ModelMove(400, """{"error":{"message":"no"}}"""),
        5 => ModelMove.Content("Your code is", "length"),
        6 => ModelMove.Content("no", "content_filter"),
        7 => ModelMove.Content("{\"reply\": [[[["),
        8 => ModelMove.Content("{\"reply\":{\"reply\":\"x\"},\"sources\":7,\"done\":\"maybe\"}"),
        9 => ModelMove.Content(null),
        10 => ModelMove.Content("```json\n{\"reply\":\"Please wait.\",\"lang\":[],\"sources\":[null,{}]}\n```"),
        11 => ModelMove.Content(string.Concat(Enumerable.Repeat("{\"reply\":", 3000))),
        12 => ModelMove.Content("{\"reply\":\"\\ud800 wait\"}"),
        _ => ModelMove.Content("null"),
    };
}
