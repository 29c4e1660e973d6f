namespace Cendra.Tests.Agent;

/// <summary>What guests write in each of the ten languages, by what basic replies make of it.</summary>
internal static class BasicRepliesSentences
{
    /// <summary>Door, key, code, going in, lock: hardly a question.</summary>
    public static readonly Dictionary<string, string[]> OfDoors = new()
    {
        ["en"] = ["The door?", "Key?", "And the code", "We would like to enter", "The lock?"],
        ["es"] = ["La puerta", "¿La llave?", "¿El código?", "Queremos entrar", "La cerradura"],
        ["fr"] = ["La porte", "La clé ?", "Le code ?", "Nous voulons entrer", "La serrure"],
        ["de"] = ["Die Tür", "Der Schlüssel?", "Der Code?", "Wir möchten rein", "Das Schloss"],
        ["it"] = ["La porta", "La chiave?", "Il codice?", "Vogliamo entrare", "La serratura"],
        ["pt"] = ["A porta", "A chave?", "O código?", "Queremos entrar", "A fechadura"],
        ["tr"] = ["Kapı", "Anahtar?", "Kod?", "Girmek istiyoruz", "Kilit"],
        ["zh"] = ["房门", "钥匙？", "密码？", "我们想进去", "门锁"],
        ["ja"] = ["ドア", "鍵は？", "コードは？", "中に入りたいです", "ロック"],
        ["ar"] = ["الباب", "المفتاح؟", "الرمز؟", "نريد الدخول", "القفل"],
    };

    /// <summary>A question about nothing that the host wrote, with and without its mark.</summary>
    public static readonly Dictionary<string, string[]> OfWeather = new()
    {
        ["en"] = ["Hello", "Is it raining?", "Is it raining there now"], ["es"] = ["Hola", "¿Está lloviendo?", "está lloviendo ahora"], ["fr"] = ["Bonjour", "Est-ce qu'il pleut ?", "comment est le temps"],
        ["de"] = ["Guten Tag", "Regnet es gerade?", "wie ist das Wetter"], ["it"] = ["Buongiorno", "Sta piovendo?", "che tempo fa"], ["pt"] = ["Olá", "Está a chover?", "como está o tempo"],
        ["tr"] = ["Merhaba", "Yağmur yağıyor mu?", "yağmur yağıyor mu"], ["zh"] = ["你好", "现在下雨吗？", "现在下雨吗"], ["ja"] = ["こんにちは", "雨は降っていますか？", "雨は降っていますか"], ["ar"] = ["مرحبا", "هل تمطر الآن؟", "هل تمطر الآن"],
    };

    /// <summary>Dogs in the pool: of two topics at once.</summary>
    public static readonly Dictionary<string, string> OfTwoTopics = new()
    {
        ["en"] = "Are dogs allowed in the pool?", ["es"] = "¿Se puede ir a la piscina con perro?", ["fr"] = "Les chiens peuvent-ils aller à la piscine ?", ["de"] = "Dürfen Hunde in den Pool?",
        ["it"] = "I cani possono andare in piscina?", ["pt"] = "Os cães podem ir à piscina?", ["tr"] = "Köpekler havuza girebilir mi?", ["zh"] = "狗可以进泳池吗？", ["ja"] = "犬はプールに連れて行けますか？", ["ar"] = "هل يمكن للكلب النزول إلى المسبح؟",
    };

    /// <summary>To leave later: the fact, and a person.</summary>
    public static readonly Dictionary<string, string> Arranged = new()
    {
        ["en"] = "Can we check out later?", ["es"] = "¿Es posible una salida tardía?", ["fr"] = "Un départ tardif est-il possible ?", ["de"] = "Können wir später auschecken?", ["it"] = "Si può fare il check-out più tardi?",
        ["pt"] = "Podemos fazer o check-out mais tarde?", ["tr"] = "Geç çıkış yapabilir miyiz?", ["zh"] = "可以晚点退房吗？", ["ja"] = "レイトチェックアウトはできますか？", ["ar"] = "هل يمكن المغادرة متأخرا؟",
    };

    /// <summary>Why it is closed, that it is broken, money back, somebody to speak to: a person alone.</summary>
    public static readonly Dictionary<string, string[]> OfPersons = new()
    {
        ["en"] = ["Why is the pool closed?", "Is the pool broken?", "Can I get a refund because of the pool?", "Can I speak to the pool team?", "Can't we use the pool?"],
        ["es"] = ["¿Por qué está cerrada la piscina?", "¿Está averiada la piscina?", "¿Me devuelven el dinero, un reembolso por la piscina?", "¿Puedo hablar con los de la piscina?", "¿No podemos usar la piscina?"],
        ["fr"] = ["Pourquoi la piscine est-elle fermée ?", "La piscine est-elle en panne ?", "Puis-je être remboursé pour la piscine ?", "Puis-je parler à l'équipe de la piscine ?", "La piscine, on ne peut pas l'utiliser ?"],
        ["de"] = ["Warum ist der Pool geschlossen?", "Ist der Pool kaputt?", "Bekomme ich für den Pool eine Erstattung?", "Kann ich mit dem Team vom Pool sprechen?", "Kann man den Pool nicht benutzen?"],
        ["it"] = ["Perché la piscina è chiusa?", "La piscina è guasta?", "Posso avere un rimborso per la piscina?", "Posso parlare con quelli della piscina?", "Non possiamo usare la piscina?"],
        ["pt"] = ["Porque é que a piscina está fechada?", "A piscina está avariada?", "Posso ter um reembolso pela piscina?", "Posso falar com a equipa da piscina?", "Não podemos usar a piscina?"],
        ["tr"] = ["Havuz neden kapalı?", "Havuz bozuk mu?", "Havuz için iade alabilir miyim?", "Havuz ekibiyle konuşabilir miyim?", "Havuzu kullanamıyoruz, neden?"],
        ["zh"] = ["泳池为什么关闭？", "泳池坏了吗？", "泳池可以退款吗？", "可以转接泳池的人吗？", "泳池没法用吗？"],
        ["ja"] = ["プールはなぜ閉まっていますか？", "プールは故障ですか？", "プールの返金はできますか？", "プールの係の人と話したいのですが？", "プールは使えませんか？"],
        ["ar"] = ["لماذا المسبح مغلق؟", "هل المسبح معطل؟", "هل يمكنني استرداد ثمن المسبح؟", "هل يمكنني أن أتحدث مع موظف المسبح؟", "ألا يمكن استخدام المسبح لأنه مغلق؟"],
    };

    /// <summary>One topic, one question.</summary>
    public static readonly Dictionary<string, string> OfPool = new()
    {
        ["en"] = "Is there a pool?", ["es"] = "¿Hay piscina?", ["fr"] = "Y a-t-il une piscine ?", ["de"] = "Gibt es einen Pool?", ["it"] = "C'è una piscina?", ["pt"] = "Há piscina?", ["tr"] = "Havuz var mı?", ["zh"] = "有泳池吗？", ["ja"] = "プールはありますか？", ["ar"] = "هل يوجد مسبح؟",
    };

    /// <summary>"Number two" and the like; the first is the bare digit of the language's own script.</summary>
    public static readonly Dictionary<string, string[]> Second = new()
    {
        ["en"] = ["2", "number 2", "2️⃣"], ["es"] = ["2", "la 2", "2 por favor"], ["fr"] = ["2", "le 2", "2."], ["de"] = ["2", "Nummer 2", "2 bitte"], ["it"] = ["2", "il 2"], ["pt"] = ["2", "o 2"], ["tr"] = ["2", "2 lütfen", "numara 2"], ["zh"] = ["２", "二", "2"], ["ja"] = ["２", "2", "2です"], ["ar"] = ["٢", "2", "رقم 2"],
    };
}
