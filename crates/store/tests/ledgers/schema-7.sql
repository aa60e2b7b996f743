-- A data folder as the release before areas left it (schema 7): two plans, one erasure.
-- Never changed: it is the first area of an installation for ever. Its checkpoint: `released.rs`.

BEGIN TRANSACTION;
CREATE TABLE account (
    number INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL COLLATE NOCASE UNIQUE, details TEXT NOT NULL
) STRICT;
CREATE TABLE answering (
    hash BLOB PRIMARY KEY, link INTEGER NOT NULL, made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE ask_link (
    number INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL COLLATE NOCASE, hash BLOB NOT NULL UNIQUE,
    made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, revoked_at INTEGER
) STRICT;
CREATE TABLE erasure (position INTEGER PRIMARY KEY, by_position INTEGER NOT NULL) STRICT;
INSERT INTO "erasure" VALUES(20,21);
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    effective TEXT,
    actor TEXT NOT NULL,
    channel TEXT NOT NULL,
    content BLOB NOT NULL,
    leaf BLOB NOT NULL,
    salt BLOB,
    body TEXT
) STRICT;
INSERT INTO "event" VALUES(0,1,1,4,'opened',1796008040061221,NULL,'operator','import',X'3CF9AC667E94ACB5C27CC25BA4D6EE9E6FB3A6FD6CF7792606BC9B61FAB2DEBE',X'EB0D8E72514A98C319CD7141F018EA6FF2A794D5E8E9611C87CB19EA41460948',X'53867D3ACD90F987F9183DB2233A3413','{"event":{"opened":{"title":"plan","level_name":"Focus Area"}}}');
INSERT INTO "event" VALUES(1,1,2,4,'added',1796008040061221,NULL,'operator','import',X'B9E639F23C23499EC6A010C32AB42B19D6D7F735FE7D09B7ED27AC9E127889F9',X'AA367F9616A77F617F94EB5706F8555488FAE8F5599DD90A81901947E835CBA2',X'0D83289F6671F5790F1EC9606BEEF5DB','{"event":{"added":{"row":"A","order":{"nth":0},"code":"A","title":"Speech and language","place":{"line":2}}}}');
INSERT INTO "event" VALUES(2,1,3,4,'added',1796008040061221,NULL,'operator','import',X'BA1D1DCA4AC1848B44B73EB8DF69E56FE44D28BDC45717714F94DC0752366E69',X'E749B533C6DF8DEB06A91A63332D6148784C9D86DBA2D8420EF718B24D33E717',X'5FE7F80AFC774D8DD25465C092CAE487','{"event":{"added":{"row":"A.1","parent":"A","order":{"nth":1},"code":"A.1","title":"Publish the waiting times","officers":[{"person":"person-2","role":"lead"}],"start":{"when":"2024-04-01","text":"01/04/2024"},"finish":{"when":"2024-06-30","text":"30/06/2024"},"place":{"line":3}}}}');
INSERT INTO "event" VALUES(3,1,4,4,'added',1796008040061221,NULL,'operator','import',X'C39892D01B9939F3980064E49E7650D1616419B089A6DEF9CAEBBEA1B8B83930',X'02B89A0B805FB689C05651D7E6D0A0828C3C7B8E8977966F261934D6E058D02E',X'7D1A537E64F9E0B00135EF29C6164415','{"event":{"added":{"row":"A.2","parent":"A","order":{"nth":2},"code":"A.2","title":"Agree the new offer with parent carers","officers":[{"person":"person-3","role":"lead"}],"start":{"when":"2024-05-01","text":"01/05/2024"},"finish":{"when":"2024-09-30","text":"30/09/2024"},"place":{"line":4}}}}');
INSERT INTO "event" VALUES(4,1,5,4,'added',1796008040061221,NULL,'operator','import',X'83CCE6811E5437466BB0F22451FEB4931F1B88F6F39D0A0718845A5D2EB8B57F',X'15ECD7917105F7622AC23B7480C7631CE85805D4622442CDC66285A64CD5B8E8',X'3B8F01B8BD25692986AD8D8F5B411454','{"event":{"added":{"row":"B","order":{"nth":3},"code":"B","title":"Preparing for adulthood","place":{"line":5}}}}');
INSERT INTO "event" VALUES(5,1,6,4,'added',1796008040061221,NULL,'operator','import',X'A4CCE0033D6B83F31EB7C9DF1607C61007A9D5C8C73CF36A176CAAF73F60F5FF',X'CD3842230D75BF24FBD98A6F9626EBFAA40E126F16D50BC41054BE8EDF59544E',X'D8858DBBAE01C33FF5D365D2279966A0','{"event":{"added":{"row":"B.1","parent":"B","order":{"nth":4},"code":"B.1","title":"Map supported internships","officers":[{"person":"person-1","role":"lead"}],"start":{"when":"2024-04-01","text":"01/04/2024"},"finish":{"when":"2024-07-31","text":"31/07/2024"},"place":{"line":6}}}}');
INSERT INTO "event" VALUES(6,1,7,4,'document',1796008040061221,'2024-05-01','operator','import',X'FB39E72D7FC4D22E1CABB5E4CA8051DDCCBDA5FBD24E11FDDD24276632B9860E',X'8EC42171E73DB73A33A1F09604819DFC3488132A2E998FFB71F44B6729C8E75A',X'F5169AB278A0789EF372CC273DBACBFF','{"event":{"document":{"path":"/tmp/h1/plan.csv","format":"csv","data_date":null,"meeting":null,"headings":{"start":"Start","finish":"Finish","duration":null,"percent":"% complete","status":null,"officers":"Lead","title":"Action"}}}}');
INSERT INTO "event" VALUES(7,1,8,4,'reported',1796008040061221,'2024-05-01','operator','import',X'07775E93A5D6741599296EC09E9E3EFB99D68C9F840689E27FF333B62FCFCADE',X'56C8CB34F0C8CAC64656E863BA8E5B0A2A691CE26A02D77F6729F9A085AAEFA7',X'051CBA11E43FD9D5FE09C7702DFB84E1','{"event":{"reported":{"row":"A.1","report":{"percent":"40"}}}}');
INSERT INTO "event" VALUES(8,1,9,4,'reported',1796008040061221,'2024-05-01','operator','import',X'83000BB6ACE2BF2762AFAB36C52D06D034241E5BEE5691F32D88FA92637E9D03',X'C733BF79D70E9A2F1D2308BDC77CBF93682A7F8DAECBC100C79157841443DD17',X'9E4D20DCBED3102B7FF23DE00AD54A53','{"event":{"reported":{"row":"A.2","report":{"percent":"10"}}}}');
INSERT INTO "event" VALUES(9,1,10,4,'reported',1796008040061221,'2024-05-01','operator','import',X'04739307484799BA778693810EB87305E6C3A10E7D915A9AE9290128004A88E4',X'792DB2BC4158712C1D0CC8B20154E74B3C28FF30BC3E9DCE04FB32924470F49E',X'350EAAD2E2FCF62F427D994AC6A65082','{"event":{"reported":{"row":"B.1","report":{"percent":"0"}}}}');
INSERT INTO "event" VALUES(10,2,1,4,'opened',1796008040077904,NULL,'operator','import',X'6FAAD231F385D9CCD0450D35503412566E3D0D7A085E9E0C5503401657F2B8D6',X'4FA67811B60AB20B9844CB6C2FC903737997023D044CE8DB193E3D52679CCFFC',X'0433A6F40763F64B1D2681909D06569C','{"event":{"opened":{"title":"plan","level_name":"Focus Area"}}}');
INSERT INTO "event" VALUES(11,2,2,4,'added',1796008040077904,NULL,'operator','import',X'62B3ABA0D8BCC23A74DDE5BD12AEA1C8E553F0A8E0327FD2DF9590A793CD20F9',X'9A40C3DE79331269B722571F83C43A44E63AF1DA9E5E93F6AB9CB7785554CB68',X'2C4C882F17E83578CB7A4867FDADA167','{"event":{"added":{"row":"A","order":{"nth":0},"code":"A","title":"Speech and language","place":{"line":2}}}}');
INSERT INTO "event" VALUES(12,2,3,4,'added',1796008040077904,NULL,'operator','import',X'DD9BD7085D587DFFB5C19F438424DE6CCC5374BCE17EDA199FF832413C0923F1',X'870A86D15E70DC735BD18AD3FA97647AFF460B933E90D3683C4DF86074A30D4E',X'BDA26350F9D422863C51E7C578132C39','{"event":{"added":{"row":"A.1","parent":"A","order":{"nth":1},"code":"A.1","title":"Publish the waiting times","officers":[{"person":"person-5","role":"lead"}],"start":{"when":"2024-04-01","text":"01/04/2024"},"finish":{"when":"2024-06-30","text":"30/06/2024"},"place":{"line":3}}}}');
INSERT INTO "event" VALUES(13,2,4,4,'added',1796008040077904,NULL,'operator','import',X'4887081ADE0F9008F96D2088C5B2426C70032C278C82A7F8B49AAD99E2ED2A12',X'13941A0E76E2A8848A4B82A15703308746045BC9EE7B265EFF5391DD5AE0BC5A',X'72C3A29C4C2EC115E1DEC7E71228CB7C','{"event":{"added":{"row":"A.2","parent":"A","order":{"nth":2},"code":"A.2","title":"Agree the new offer with parent carers","officers":[{"person":"person-6","role":"lead"}],"start":{"when":"2024-05-01","text":"01/05/2024"},"finish":{"when":"2024-09-30","text":"30/09/2024"},"place":{"line":4}}}}');
INSERT INTO "event" VALUES(14,2,5,4,'added',1796008040077904,NULL,'operator','import',X'FFE341226F4109EAE63F39DD392F57C5ED62746C18EAF9C568A035A3A9D2B0C1',X'9E3A037AC194173DBD02DAF8FEC5D2342FE881F250C18A233A612E6F2DEED785',X'4B2E4EC870274B317F7D3CC6A295A51D','{"event":{"added":{"row":"B","order":{"nth":3},"code":"B","title":"Preparing for adulthood","place":{"line":5}}}}');
INSERT INTO "event" VALUES(15,2,6,4,'added',1796008040077904,NULL,'operator','import',X'131662F45FB06678A04460FB39F6F3782B739F9BCE336B01884C9831924484DE',X'9B21BF5352617CC6AA5AEA0A8553C4E1758F261DEB99D006A7AFCB33C6453950',X'64B19A52D2C24AEEE7093AAA07D9B688','{"event":{"added":{"row":"B.1","parent":"B","order":{"nth":4},"code":"B.1","title":"Map supported internships","officers":[{"person":"person-4","role":"lead"}],"start":{"when":"2024-04-01","text":"01/04/2024"},"finish":{"when":"2024-07-31","text":"31/07/2024"},"place":{"line":6}}}}');
INSERT INTO "event" VALUES(16,2,7,4,'document',1796008040077904,'2024-05-01','operator','import',X'5197684375C52680141626139F1C58A7782721F119F161C1A3FF7E89D8644F63',X'29992C81FAFAF7217E9F4E412FA92774D553DF9A4D44FDD3D81C613B00D8F2EF',X'ECD5941634BD8BFF9379928A2B03FA8A','{"event":{"document":{"path":"/tmp/h1/plan.csv","format":"csv","data_date":null,"meeting":null,"headings":{"start":"Start","finish":"Finish","duration":null,"percent":"% complete","status":null,"officers":"Lead","title":"Action"}}}}');
INSERT INTO "event" VALUES(17,2,8,4,'reported',1796008040077904,'2024-05-01','operator','import',X'FAB63D67C98DE24407785982F80494DAEEF58F8C40ABE189D03ABFB15205CD39',X'A3783257035532D3243628C02CC761E437D89E36DC9B014B8989D7B7E8DB6AA1',X'9237BBDF4BC2E3E433D5D0B9BB248A3B','{"event":{"reported":{"row":"A.1","report":{"percent":"40"}}}}');
INSERT INTO "event" VALUES(18,2,9,4,'reported',1796008040077904,'2024-05-01','operator','import',X'9D77143C68F9B992AA8B232787995B80B1AC180FB8A95593BD228DEEDDDEBE5E',X'179D17078B18976299030152B1AA51133847EB8FADF42C913136D6CBE1066C17',X'92F25BEFE3D13D3127AC72BABE08E709','{"event":{"reported":{"row":"A.2","report":{"percent":"10"}}}}');
INSERT INTO "event" VALUES(19,2,10,4,'reported',1796008040077904,'2024-05-01','operator','import',X'9130779AE829F61A7B05ED7B597141587D93650509B5E30F37D39DB800066FDA',X'60300A52CA152202F47A698FC5572F40715D87FA22AB7EB81269FF0035FC745D',X'4830C150DF6A49EBAF47B1BB07DB2F94','{"event":{"reported":{"row":"B.1","report":{"percent":"0"}}}}');
INSERT INTO "event" VALUES(20,1,11,4,'reported',1796008040086431,'2024-05-20','operator','cli',X'636ADC6BF82E4572FBE7770162A12ED417ED8BA84695FCB89DB3ED433EB2F811',X'D935C1E76430A536ED5FAAC44DF01D375C20C493103F10F0022931D4E2BFE094',NULL,NULL);
INSERT INTO "event" VALUES(21,1,12,4,'erased',1796008040107802,NULL,'operator','cli',X'9135239D14442F42CA8AD803573AE9837A90B5CAAE776A37F6ABF7E432DE7108',X'4CC3CF1A1208583701435590EC7F0B4D3ABE03127501E1045836CFC4AA075215',X'70BAC3B9542102EDFAA1D7A00BCF390C','{"reason":"asked to","event":{"erased":{"of":11}}}');
INSERT INTO "event" VALUES(22,1,13,4,'reported',1796008040113927,'2024-06-01','operator','cli',X'6B73A79D7B996024CDB7F3002A46D366A6CF6FA71F8B0A41769ECEE9352A9006',X'C7EAE036FED590E1124D51D912001B8C6B48F9CAAABC6DADFD2F060912766B91',X'B1609C40AA37AF2FB2DACB2BBAFB8BA9','{"event":{"reported":{"row":"A.2","report":{"percent":"30"}}}}');
CREATE TABLE factor (
    number INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    secret TEXT NOT NULL, made_at INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE TABLE former_name (
    plan TEXT NOT NULL COLLATE NOCASE, hash BLOB NOT NULL, words INTEGER NOT NULL, stands_for TEXT NOT NULL,
    PRIMARY KEY (plan, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE granted (
    account INTEGER NOT NULL, plan TEXT NOT NULL COLLATE NOCASE, role TEXT NOT NULL,
    PRIMARY KEY (account, plan, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE incoming (
    number INTEGER PRIMARY KEY AUTOINCREMENT, plan TEXT NOT NULL COLLATE NOCASE, file TEXT NOT NULL,
    kind TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL, words TEXT NOT NULL, files TEXT NOT NULL,
    came_at INTEGER NOT NULL, filed_at INTEGER, filed_by TEXT, filed_what TEXT, UNIQUE (plan, file)
) STRICT;
CREATE TABLE letter (
    number INTEGER PRIMARY KEY AUTOINCREMENT, about TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL,
    subject TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, due_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL, sent_at INTEGER, problem TEXT
) STRICT;
CREATE TABLE link (
    number INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, hash BLOB UNIQUE, browser BLOB NOT NULL,
    made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('id','2c32e107b6831041406cecddaf2f4494');
INSERT INTO "meta" VALUES('name-salt','fec12a82d026d4ebf11aac88b578bf1b81ae2f2020280d5fd5227bc75f5b38a3');
CREATE TABLE person (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,
    written TEXT NOT NULL,
    details TEXT NOT NULL,
    checksum BLOB NOT NULL,
    UNIQUE (plan, written)
) STRICT;
INSERT INTO "person" VALUES(1,'send','Head of Skills','{}',X'3A656BA9C438C1632AD73FA4C8260C2B823D3FC2C673CE636DD37BA2E9D1DB15');
INSERT INTO "person" VALUES(2,'send','Head of Therapies','{}',X'95847C1C8AD613F8DE197041E5865B3F4992AED9A7B298BD52771A4B88AB234A');
INSERT INTO "person" VALUES(3,'send','Parent Carer Forum','{}',X'F993AC1E63648284623046BC98018623839A3A4E9670F2EA0E06DA5D28426981');
INSERT INTO "person" VALUES(4,'other','Head of Skills','{}',X'123A3E7D28417B20867E2F215BC1DEA5165450A337C6C75C9D1406E9BE05D145');
INSERT INTO "person" VALUES(5,'other','Head of Therapies','{}',X'D7E40FA4D82233CA5A9F5165BD6AB6D2A7873F5B55186CA99D1009795EF399D3');
INSERT INTO "person" VALUES(6,'other','Parent Carer Forum','{}',X'DFE9DC096ADFD4FFFB121A6AF93EA8927BD37E854E5D6CBADC4602791C8666CF');
CREATE TABLE plan (number INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE) STRICT;
INSERT INTO "plan" VALUES(1,'send');
INSERT INTO "plan" VALUES(2,'other');
CREATE TABLE published (
    plan TEXT NOT NULL COLLATE NOCASE, number INTEGER NOT NULL, ending TEXT NOT NULL, kind TEXT NOT NULL,
    bytes BLOB NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (plan, number, ending)
) STRICT;
CREATE TABLE session (
    hash BLOB PRIMARY KEY, account INTEGER NOT NULL, made_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL, assured INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (
    plan INTEGER NOT NULL, seq INTEGER NOT NULL, recorded_at INTEGER NOT NULL, latest TEXT,
    checksum BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_of_plan ON event (plan, seq);
CREATE TRIGGER plan_stays BEFORE DELETE ON plan BEGIN SELECT RAISE(ABORT, 'a plan is never deleted'); END;
CREATE TRIGGER plan_keeps_its_name BEFORE UPDATE ON plan BEGIN SELECT RAISE(ABORT, 'a plan keeps its name'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER erasure_is_fixed BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE INDEX session_of_account ON session (account);
CREATE INDEX letter_due ON letter (state, due_at);
CREATE INDEX ask_link_of_email ON ask_link (email);
CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event
WHEN NOT (
    NEW.salt IS NULL AND NEW.body IS NULL AND OLD.kind NOT IN ('erased', 'administered')
    AND EXISTS (
        SELECT 1 FROM erasure JOIN event told ON told.position = erasure.by_position
        WHERE erasure.position = OLD.position AND told.position > OLD.position AND told.plan = OLD.plan
        AND told.kind = 'erased' AND told.body LIKE '%"event":{"erased":{"of":' || OLD.seq || '}}}'
    )
    AND (NEW.position, NEW.plan, NEW.seq, NEW.version, NEW.kind, NEW.recorded_at, NEW.actor, NEW.channel, NEW.content, NEW.leaf)
      = (OLD.position, OLD.plan, OLD.seq, OLD.version, OLD.kind, OLD.recorded_at, OLD.actor, OLD.channel, OLD.content, OLD.leaf)
    AND NEW.effective IS OLD.effective
)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only; content is only erased with a record of who and why'); END;
CREATE TRIGGER event_comes_last BEFORE INSERT ON event
WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM event)
    OR EXISTS (SELECT 1 FROM event WHERE plan = NEW.plan AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER erasure_is_told BEFORE INSERT ON erasure
WHEN EXISTS (SELECT 1 FROM erasure WHERE position = NEW.position) OR NOT EXISTS (
    SELECT 1 FROM event gone JOIN event told ON told.plan = gone.plan
    WHERE gone.position = NEW.position AND told.position = NEW.by_position AND told.position > gone.position
    AND told.kind = 'erased' AND told.body LIKE '%"event":{"erased":{"of":' || gone.seq || '}}}'
)
BEGIN SELECT RAISE(ABORT, 'content is only erased with a record of who and why'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('person',6);
COMMIT;
PRAGMA user_version = 7;
