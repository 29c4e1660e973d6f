using System.Text;

namespace Cendra.Tests.Email;

/// <summary>Changes mails at places that the seed decides; the same seed makes the same mails on every machine.</summary>
internal sealed class MutationSource(int seed)
{
    private static readonly string[] Pieces =
    [
        "\r\n", "\r", "\n", "\r\n\r\n", "\0", "--", "--b\r\n", "--b--\r\n", "=?utf-8?b?", "=?utf-8?q?=00?=", "?=", "\"", "<", ">", "<\"\">", ";", ",", ":", "(", ")", "\\", "@", "=", "=C3", "=0D=0A", "\r\n ", "\r\n\t",
        "Content-Type: multipart/mixed; boundary=b\r\n", "Content-Type: message/rfc822\r\n\r\n", "Content-Type: message/delivery-status\r\n", "Content-Type: text/html\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: uuencode\r\n",
        "charset=utf-16", "charset=\"x\0y\"", "boundary=\"\"", "filename*0*=utf-8''%", "From: ", "Reply-To: <\"\">\r\n", "Received: by mx.sea.test\r\n", "Authentication-Results: ", "Final-Recipient: rfc822;", "On 3 May 2026 at 10:00 a <a@b.test> wrote:\r\n",
        "<blockquote type=cite>", "</blockquote>", "<div style=display:none>", "&#0;", "&#xD800;", "<!--", "> ", "\uFFFD", "😀", "\u202E",
    ];

    private uint state = (uint)seed * 2654435761 + 1;

    /// <summary>A number from nought and below this.</summary>
    public int Below(int bound)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)bound);
    }

    /// <summary>One to eight changes.</summary>
    public byte[] Mutate(byte[] mail, IReadOnlyList<byte[]> others)
    {
        var bytes = mail.ToList();
        for (var left = 1 + Below(8); left > 0; left--)
        {
            Change(bytes, others);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> others)
    {
        var at = Below(bytes.Count + 1);
        var length = Math.Min(Below(60), bytes.Count - at);
        switch (Below(7))
        {
            case 0:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[Below(Pieces.Length)]));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, Enumerable.Repeat(bytes.GetRange(at, length), 1 + Below(20)).SelectMany(b => b).ToList());
                break;
            case 3 when at < bytes.Count:
                bytes[at] = (byte)Below(256);
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                var other = others[Below(others.Count)];
                var from = Below(other.Length + 1);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + Below(400))]);
                break;
            default:
                bytes.InsertRange(at, Enumerable.Repeat((byte)Below(256), Below(300)));
                break;
        }
    }
}
